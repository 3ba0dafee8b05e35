#include "core/format/family/model_family.h"

#include "core/format/family/inferred_family.h"
#include "core/format/tensor_table.h"

#include "tests/support/message_of.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace core;
using support::messageOf;

namespace {

std::vector<TensorFacts> named(const QStringList &names)
{
    std::vector<TensorFacts> facts;
    for (const QString &name : names)
        facts.push_back({name.toStdString(), {3, 8}});
    return facts;
}

}  // namespace

class ModelFamilyTest : public QObject
{
    Q_OBJECT

private slots:
    void tensorsHaveTheFamilysNames_data();
    void tensorsHaveTheFamilysNames();
    void noTwoTensorsOfAFamilyHaveOneName();
    void familyFollowsFromTensors_data();
    void familyFollowsFromTensors();
    void taskFollowsFromTensors_data();
    void taskFollowsFromTensors();
    void configsMayLeaveFamilyAndTaskOut();
    void sizesStandUnderTheFamilysKeys();
    void headsOfOtherTasksLeaveTheEncoder();
    void refusesWithOneSentence_data();
    void refusesWithOneSentence();
};

void ModelFamilyTest::tensorsHaveTheFamilysNames_data()
{
    QTest::addColumn<QString>("family");
    QTest::addColumn<QString>("ours");
    QTest::addColumn<QString>("published");
    const auto row = [](const char *family, const char *ours, const char *published) {
        QTest::addRow("%s, %s", family, ours) << family << ours << published;
    };
    row("bert", "encoder.layer.11.output.dense.bias", "encoder.layer.11.output.dense.bias");
    row("distilbert", "encoder.layer.11.attention.self.key.weight", "transformer.layer.11.attention.k_lin.weight");
    row("distilbert", "encoder.layer.0.output.LayerNorm.bias", "transformer.layer.0.output_layer_norm.bias");
    row("distilbert", "cls.predictions.bias", "vocab_projector.bias");
    row("distilbert", "cls.predictions.decoder.weight", "vocab_projector.weight");
    row("distilbert", "classifier.weight", "classifier.weight");
    row("roberta", "pooler.dense.weight", "classifier.dense.weight");
    row("roberta", "classifier.bias", "classifier.out_proj.bias");
    row("camembert", "cls.predictions.transform.LayerNorm.weight", "lm_head.layer_norm.weight");
    row("albert", "encoder.layer.0.attention.output.dense.weight",
        "encoder.albert_layer_groups.0.albert_layers.0.attention.dense.weight");
    row("albert", "encoder.layer.1.attention.output.LayerNorm.weight",
        "encoder.albert_layer_groups.1.albert_layers.0.attention.LayerNorm.weight");
    row("albert", "encoder.layer.0.output.LayerNorm.bias",
        "encoder.albert_layer_groups.0.albert_layers.0.full_layer_layer_norm.bias");
    row("albert", "pooler.dense.bias", "pooler.bias");
    row("electra", "embeddings.projection.weight", "embeddings_project.weight");
    row("electra", "cls.predictions.decoder.weight", "generator_lm_head.weight");
    row("gpt2", "encoder.layer.10.attention.self.projection.weight", "h.10.attn.c_attn.weight");
    row("gpt2", "encoder.layer.1.intermediate.dense.bias", "h.1.mlp.c_fc.bias");
    row("gpt2", "last.LayerNorm.weight", "ln_f.weight");
    row("gpt2", "embeddings.word_embeddings.weight", "wte.weight");
}

void ModelFamilyTest::tensorsHaveTheFamilysNames()
{
    QFETCH(QString, family);
    QFETCH(QString, ours);
    const auto found = std::ranges::find(modelFamilies(), family.toStdString(), &ModelFamily::id);
    QVERIFY(found != modelFamilies().end());
    QTEST(QString::fromStdString(publishedName(**found, ours.toStdString())), "published");
}

void ModelFamilyTest::noTwoTensorsOfAFamilyHaveOneName()
{
    for (const ModelFamily *family : modelFamilies()) {
        for (const char *ending : {"ForSequenceClassification", "ForMaskedLM", "LMHeadModel", "Model"}) {
            const auto config =
                parseModelConfig(QStringLiteral(R"({"model_type": "%1", "architectures": ["X%2"]})")
                                     .arg(QString::fromUtf8(family->id.data(), static_cast<qsizetype>(family->id.size())),
                                          QString::fromLatin1(ending))
                                     .toStdString());
            if (!config)
                continue;
            std::set<std::string> names;
            for (const TensorSpec &spec : tensorTable(*config))
                QVERIFY2(names.insert(publishedName(spec)).second, publishedName(spec).c_str());
            QVERIFY(names.size() > 10);
        }
    }
}

void ModelFamilyTest::familyFollowsFromTensors_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<QString>("family");
    QTest::newRow("bert") << QStringList{"bert.embeddings.LayerNorm.weight"} << "bert";
    QTest::newRow("bare bert") << QStringList{"encoder.layer.0.attention.self.query.weight"} << "bert";
    QTest::newRow("roberta") << QStringList{"roberta.encoder.layer.0.attention.self.query.weight"} << "roberta";
    QTest::newRow("electra") << QStringList{"electra.embeddings.LayerNorm.weight"} << "electra";
    QTest::newRow("distilbert, bare") << QStringList{"transformer.layer.0.attention.q_lin.weight"} << "distilbert";
    QTest::newRow("albert") << QStringList{"albert.encoder.embedding_hidden_mapping_in.weight"} << "albert";
    QTest::newRow("gpt2, bare") << QStringList{"h.0.attn.c_attn.weight"} << "gpt2";
    QTest::newRow("gpt2, wrapped") << QStringList{"module.transformer.h.0.attn.c_attn.weight"} << "gpt2";
    QTest::newRow("nothing of the kind") << QStringList{"decoder.block.0.weight"} << "";
}

void ModelFamilyTest::familyFollowsFromTensors()
{
    QFETCH(QStringList, names);
    const auto family = inferredFamily(named(names));
    QTEST(family ? QString::fromStdString(std::string((*family)->id)) : QString(), "family");
}

void ModelFamilyTest::taskFollowsFromTensors_data()
{
    QTest::addColumn<ModelType>("type");
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<ModelTask>("task");
    QTest::newRow("classifier") << ModelType::Bert << QStringList{"bert.pooler.dense.weight", "classifier.weight"}
                                << ModelTask::Classification;
    QTest::newRow("classifier of tokens") << ModelType::Bert << QStringList{"classifier.weight"} << ModelTask::EncoderOnly;
    QTest::newRow("masked words") << ModelType::Bert
                                  << QStringList{"bert.pooler.dense.weight", "cls.predictions.transform.dense.weight"}
                                  << ModelTask::MaskedLanguageModel;
    QTest::newRow("RoBERTa's classifier") << ModelType::Roberta
                                          << QStringList{"classifier.dense.weight", "classifier.out_proj.weight"}
                                          << ModelTask::Classification;
    QTest::newRow("GPT-2, tied") << ModelType::Gpt2 << QStringList{"wte.weight"} << ModelTask::CausalLanguageModel;
    QTest::newRow("GPT-2's classifier") << ModelType::Gpt2 << QStringList{"wte.weight", "score.weight"}
                                        << ModelTask::Classification;
}

void ModelFamilyTest::taskFollowsFromTensors()
{
    QFETCH(ModelType, type);
    QFETCH(QStringList, names);
    ModelConfig config;
    config.type = type;
    QTEST(inferredTask(named(names), config), "task");
    QCOMPARE(config.remarks.size(), 1U);
}

// As the first checkpoints of small BERTs were published.
void ModelFamilyTest::configsMayLeaveFamilyAndTaskOut()
{
    const auto config = parseModelConfig(R"({"hidden_size": 8, "num_attention_heads": 2})",
                                         named({"bert.pooler.dense.weight", "classifier.weight"}));
    QVERIFY2(config, config ? "" : config.error().message.c_str());
    QVERIFY(config->type == ModelType::Bert && config->task == ModelTask::Classification);
    QCOMPARE(config->labels.size(), 3U);  // as many as the weight has rows
    QCOMPARE(config->remarks.size(), 2U);
    QVERIFY(!parseModelConfig(R"({"hidden_size": 8, "num_attention_heads": 2})"));
}

void ModelFamilyTest::sizesStandUnderTheFamilysKeys()
{
    const auto gpt2 = *parseModelConfig(
        R"({"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], "n_embd": 32, "n_layer": 3, "n_head": 4, "n_inner": null})");
    QVERIFY(gpt2.hiddenSize == 32 && gpt2.layers == 3 && gpt2.headSize == 8 && gpt2.intermediateSize == 128);
    QVERIFY(gpt2.maxPositions == 1024 && gpt2.tokenTypes == 0 && gpt2.activation == HiddenActivation::GeluNew);
    const auto distilbert = *parseModelConfig(
        R"({"model_type": "distilbert", "architectures": ["DistilBertModel"], "dim": 32, "n_heads": 4, "hidden_dim": 40})");
    QVERIFY(distilbert.hiddenSize == 32 && distilbert.layers == 6 && distilbert.intermediateSize == 40);
    const auto roberta = *parseModelConfig(
        R"({"model_type": "roberta", "architectures": ["RobertaModel"], "max_position_embeddings": 514, "pad_token_id": 1})");
    QVERIFY(roberta.maxPositions == 512 && roberta.positionOffset == 2);
    const auto albert = *parseModelConfig(
        R"({"model_type": "albert", "architectures": ["AlbertModel"], "num_hidden_layers": 6, "num_hidden_groups": 2})");
    QVERIFY(albert.embeddingSize == 128 && albert.layerGroups == 2);
}

void ModelFamilyTest::headsOfOtherTasksLeaveTheEncoder()
{
    for (const char *name : {"BertForTokenClassification", "BertForQuestionAnswering", "BertForMultipleChoice"}) {
        const auto config =
            parseModelConfig(QStringLiteral(R"({"model_type": "bert", "architectures": ["%1"], "num_attention_heads": 12})")
                                 .arg(QString::fromLatin1(name))
                                 .toStdString());
        QVERIFY(config);
        QVERIFY(config->task == ModelTask::EncoderOnly && config->remarks.size() == 1);
    }
}

void ModelFamilyTest::refusesWithOneSentence_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *what, const char *json, const char *message) {
        QTest::newRow(what) << QByteArray(json) << QString::fromUtf8(message);
    };
    row("masked words of a causal model", R"({"model_type": "gpt2", "architectures": ["GPT2ForMaskedLM"]})",
        "which is not supported for \"model_type\" \"gpt2\"");
    row("a BERT that tells what is next", R"({"model_type": "bert", "architectures": ["BertLMHeadModel"]})",
        "which is not supported for \"model_type\" \"bert\"");
    row("other scales", R"({"model_type": "gpt2", "architectures": ["GPT2Model"], "scale_attn_weights": false})",
        "\"scale_attn_weights\" is false");
    row("layers inside of groups", R"({"model_type": "albert", "architectures": ["AlbertModel"], "inner_group_num": 2})",
        "\"inner_group_num\" is 2");
    row("groups that do not divide", R"({"model_type": "albert", "architectures": ["AlbertModel"], "num_hidden_groups": 5})",
        "a divisor of the 12 layers");
    row("no position left",
        R"({"model_type": "roberta", "architectures": ["RobertaModel"], "max_position_embeddings": 2, "pad_token_id": 1})",
        "\"max_position_embeddings\" is 2, expected more than 2");
    row("pruned heads as a number", R"({"model_type": "bert", "architectures": ["BertModel"], "pruned_heads": 3})",
        "\"pruned_heads\" is 3");
    row("pruned heads as a list", R"({"model_type": "bert", "architectures": ["BertModel"], "pruned_heads": [[1]]})",
        "\"pruned_heads\" is a list of 1");
    row("pruned heads of no layer", R"({"model_type": "bert", "architectures": ["BertModel"], "pruned_heads": {"12": [0]}})",
        "\"pruned_heads\" names layer \"12\", expected layers from \"0\" to \"11\"");
    row("a pruned head that is not there",
        R"({"model_type": "bert", "architectures": ["BertModel"], "pruned_heads": {"0": [12]}})",
        "\"pruned_heads\" names head 12 of layer 0, expected heads from 0 to 11");
    row("a pruned head below all", R"({"model_type": "bert", "architectures": ["BertModel"], "pruned_heads": {"0": [-1]}})",
        "\"pruned_heads\" names head -1 of layer 0");
    row("pruned heads as a text", R"({"model_type": "bert", "architectures": ["BertModel"], "pruned_heads": {"0": "1,3"}})",
        "\"pruned_heads\" has \"1,3\" under \"0\", expected a list of heads");
    row("all heads of a layer pruned",
        R"({"model_type": "bert", "architectures": ["BertModel"], "num_attention_heads": 2, "pruned_heads": {"0": [0, 1]}})",
        "\"pruned_heads\" names all heads of layer 0");
    row("an unknown head of BERT", R"({"model_type": "bert", "architectures": ["BertForImages"]})",
        "ends in ForSequenceClassification, ForMaskedLM, ForPreTraining or Model");
    row("an unknown head of RoBERTa", R"({"model_type": "roberta", "architectures": ["RobertaForImages"]})",
        "ends in ForSequenceClassification, ForMaskedLM or Model");
    row("an unknown head of GPT-2", R"({"model_type": "gpt2", "architectures": ["GPT2ForImages"]})",
        "ends in ForSequenceClassification, LMHeadModel or Model");
    row("pruned heads of shared layers",
        R"({"model_type": "albert", "architectures": ["AlbertModel"], "pruned_heads": {"0": [0]}})", "none for");
}

void ModelFamilyTest::refusesWithOneSentence()
{
    QFETCH(QByteArray, config);
    QFETCH(QString, message);
    const QString refused = messageOf(parseModelConfig(config.toStdString()));
    QVERIFY2(refused.contains(message), qPrintable(refused));
}

ATTNSCOPE_TEST(ModelFamilyTest, tests::NoApplication)
#include "tst_model_family.moc"
