#include "core/format/model_config.h"
#include "tests/support/message_of.h"
#include "tests/support/test_program.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <algorithm>
#include <random>

using namespace core;
using support::messageOf;

namespace {

using Json = nlohmann::json;

// The smallest configuration of each type.
Json bert()
{
    return {{"model_type", "bert"}, {"architectures", {"BertForSequenceClassification"}}};
}

Json compactBert()
{
    return {{"model_type", "compact_bert"}, {"architectures", {"CompactBertForMaskedLM"}}};
}

Json lama()
{
    return {{"model_type", "lama"},  {"architectures", {"LamaForSequenceClassification"}},
            {"hidden_size", 50},     {"num_attention_heads", 7},
            {"embedding_size", 100}, {"vocab_size", 2000}};
}

Json with(Json config, const Json &changes)
{
    config.merge_patch(changes);
    return config;
}

Result<ModelConfig> parse(const Json &config)
{
    return parseModelConfig(config.dump());
}

}  // namespace

class ModelConfigTest : public QObject
{
    Q_OBJECT

private slots:
    void bertDefaultsAreHuggingFaces()
    {
        const auto config = parse(bert());
        QVERIFY2(config, qPrintable(messageOf(config)));
        QVERIFY(config->type == ModelType::Bert && config->task == ModelTask::Classification);
        QCOMPARE(config->hiddenSize, 768);
        QCOMPARE(config->layers, 12);
        QCOMPARE(config->heads, 12);
        QCOMPARE(config->headSize, 64);
        QCOMPARE(config->vocabularySize, 30522);
        QCOMPARE(config->intermediateSize, 3072);
        QCOMPARE(config->maxPositions, 512);
        QCOMPARE(config->tokenTypes, 2);
        QCOMPARE(config->paddingId, 0);
        QCOMPARE(config->layerNormEpsilon, 1e-12);
        QVERIFY(config->activation == HiddenActivation::Gelu);
        QVERIFY(config->attention == AttentionConfig{});
        QVERIFY((config->labels == std::vector<std::string>{"LABEL_0", "LABEL_1"}));
        QVERIFY(config->training.empty());
        // The one size that no tensor tells.
        QVERIFY(std::ranges::find(config->remarks, "\"num_attention_heads\" is missing: a BERT has 12 heads unless it says "
                                                   "otherwise") != config->remarks.end());
    }

    void everyKeyIsRead()
    {
        const auto config = parse({{"model_type", "compact_bert"},
                                   {"architectures", {"CompactBertModel"}},
                                   {"hidden_size", 30},
                                   {"num_hidden_layers", 3},
                                   {"num_attention_heads", 4},
                                   {"head_size", 5},
                                   {"intermediate_size", 60},
                                   {"hidden_act", "gelu_new"},
                                   {"layer_norm_eps", 1e-5},
                                   {"max_position_embeddings", 40},
                                   {"type_vocab_size", 1},
                                   {"vocab_size", 99},
                                   {"pad_token_id", 98},
                                   {"attention", {{"kind", "standard"}}},
                                   {"attention_mask", {{"kind", "full"}}}});
        QVERIFY2(config, qPrintable(messageOf(config)));
        QVERIFY(config->type == ModelType::CompactBert && config->task == ModelTask::EncoderOnly);
        QCOMPARE(config->hiddenSize, 30);
        QCOMPARE(config->layers, 3);
        QCOMPARE(config->heads, 4);
        QCOMPARE(config->headSize, 5);
        QCOMPARE(config->intermediateSize, 60);
        QCOMPARE(config->maxPositions, 40);
        QCOMPARE(config->tokenTypes, 1);
        QCOMPARE(config->vocabularySize, 99);
        QCOMPARE(config->paddingId, 98);
        QCOMPARE(config->layerNormEpsilon, 1e-5);
        QVERIFY(config->activation == HiddenActivation::GeluNew);
        QVERIFY(config->labels.empty());
    }

    void lamaHasItsOwnKeys()
    {
        const auto config = parse(with(lama(), {{"context", "mean"}, {"token_mlp", true}, {"classifier_hidden_size", 64}}));
        QVERIFY2(config, qPrintable(messageOf(config)));
        QVERIFY(config->type == ModelType::Lama && config->context == LamaContext::Mean && config->hasTokenMlp);
        QCOMPARE(config->hiddenSize, 50);
        QCOMPARE(config->heads, 7);
        QCOMPARE(config->embeddingSize, 100);
        QCOMPARE(config->classifierHiddenSize, 64);
        const auto plain = parse(lama());
        QVERIFY2(plain, qPrintable(messageOf(plain)));
        QVERIFY(plain->context == LamaContext::Learned && !plain->hasTokenMlp && plain->classifierHiddenSize == 0);
    }

    void labelsAreInOrderOfTheirNumbers()
    {
        Json names;
        for (int index = 0; index < 12; ++index)
            names[std::to_string(index)] = "class " + std::to_string(index);
        const auto config = parse(with(bert(), {{"id2label", names}, {"num_labels", 12}}));
        QVERIFY2(config, qPrintable(messageOf(config)));
        QCOMPARE(config->labels.size(), std::size_t(12));
        QCOMPARE(config->labels[2], std::string("class 2"));
        QCOMPARE(config->labels[11], std::string("class 11"));
        QCOMPARE(parse(with(bert(), {{"num_labels", 3}}))->labels.back(), std::string("LABEL_2"));
    }

    void labelsMayBeNumbersAndTruthValues()
    {
        const Json names{{"0", 1}, {"1", false}, {"2", 0.5}, {"3", -2}};
        const auto config = parse(with(bert(), {{"id2label", names}}));
        QVERIFY2(config, qPrintable(messageOf(config)));
        QVERIFY((config->labels == std::vector<std::string>{"1", "false", "0.5", "-2"}));
    }

    // As Python writes them.
    void numbersThatAreNoneMatterOnlyWhereTheyAreRead_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QString>("message");
        QTest::newRow("unread NaN") << R"("task_specific_params": {"x": [NaN, -Infinity]})"
                                    << "";
        QTest::newRow("unread infinity") << R"("rope_scale": Infinity)"
                                         << "";
        QTest::newRow("of training") << R"("training": {"loss": NaN})"
                                     << "";
        QTest::newRow("size") << R"("hidden_size": NaN)"
                              << R"("hidden_size" is NaN, expected a whole number from 1 to 1048576)";
        QTest::newRow("epsilon") << R"("layer_norm_eps": -Infinity)"
                                 << R"("layer_norm_eps" is -Infinity, expected a number above 0 and at most 1)";
        QTest::newRow("flag") << R"("is_decoder": Infinity)"
                              << R"("is_decoder" is Infinity, expected true or false)";
        QTest::newRow("label") << R"("id2label": {"0": NaN})"
                               << R"("id2label" has NaN under "0", expected a text)";
        QTest::newRow("label that is null") << R"("id2label": {"0": "a", "1": null})"
                                            << R"("id2label" has null under "1", expected a text)";
    }

    void numbersThatAreNoneMatterOnlyWhereTheyAreRead()
    {
        QFETCH(QString, member);
        QFETCH(QString, message);
        Json config = bert();
        config.erase(member.section('"', 1, 1).toStdString());
        std::string text = config.dump();
        text.insert(text.size() - 1, ", " + member.toStdString());
        QCOMPARE(messageOf(parseModelConfig(text)), message);
    }

    void outputsAreWhatTheProblemTypeSays_data()
    {
        QTest::addColumn<QByteArray>("changes");
        QTest::addColumn<OutputQuantity>("outputs");
        const auto row = [](const char *name, const Json &changes, OutputQuantity outputs) {
            QTest::newRow(name) << QByteArray::fromStdString(changes.dump()) << outputs;
        };
        const Json one{{"0", "score"}};
        const char *single = "single_label_classification";
        const char *several = "multi_label_classification";
        row("two classes", Json::object(), OutputQuantity::Softmax);
        row("two classes, said", {{"problem_type", single}}, OutputQuantity::Softmax);
        row("null", {{"problem_type", nullptr}}, OutputQuantity::Softmax);
        row("several labels", {{"problem_type", several}, {"num_labels", 3}}, OutputQuantity::Sigmoids);
        row("several labels, of which there is one", {{"problem_type", several}, {"id2label", one}},
            OutputQuantity::Sigmoids);
        row("one output", {{"id2label", one}}, OutputQuantity::Values);
        row("one output without a name", {{"num_labels", 1}}, OutputQuantity::Values);
        row("one output, a class", {{"problem_type", single}, {"id2label", one}}, OutputQuantity::BinarySigmoid);
        row("regression, one output", {{"problem_type", "regression"}, {"num_labels", 1}}, OutputQuantity::Values);
        row("regression, three outputs", {{"problem_type", "regression"}, {"num_labels", 3}}, OutputQuantity::Values);
    }

    void outputsAreWhatTheProblemTypeSays()
    {
        QFETCH(QByteArray, changes);
        QFETCH(OutputQuantity, outputs);
        for (const Json &plain : {bert(), lama()}) {
            Json config = plain;
            config.update(Json::parse(changes.toStdString()));
            const auto parsed = parse(config);
            QVERIFY2(parsed, qPrintable(messageOf(parsed)));
            QCOMPARE(parsed->outputs, outputs);
        }
    }

    void nullCountsAsAbsent()
    {
        Json config = bert();
        for (const char *key : {"head_size", "pad_token_id", "id2label", "attention", "training", "hidden_act"})
            config[key] = nullptr;
        QVERIFY2(parse(config), qPrintable(messageOf(parse(config))));
    }

    void trainingIsKeptAsText()
    {
        const auto config = parse(with(bert(), {{"training", {{"data", "SST-2"}, {"epochs", 3}}}}));
        QVERIFY2(config, qPrintable(messageOf(config)));
        QCOMPARE(QString::fromStdString(config->training), QString("{\n  \"data\": \"SST-2\",\n  \"epochs\": 3\n}"));
    }

    void attentionKindsAreUnderstood()
    {
        QCOMPARE(parseAttention(Json::object())->kind, AttentionKind::Standard);
        for (const auto kind :
             {AttentionKind::Standard, AttentionKind::Symmetric, AttentionKind::Pairwise, AttentionKind::Shared})
            QCOMPARE(parseAttention({{"attention", {{"kind", idOf(kind)}}}})->kind, kind);
        for (const auto mask :
             {TrainedMask::Full, TrainedMask::NoDiagonal, TrainedMask::Structured, TrainedMask::Unstructured})
            QCOMPARE(parseAttention({{"attention_mask", {{"kind", idOf(mask)}}}})->trainedMask, mask);
        for (const auto variant : {LinearVariant::Efficient, LinearVariant::ContextFirst})
            QCOMPARE(parseAttention({{"attention", {{"kind", "linear"}, {"variant", idOf(variant)}}}})->variant, variant);
        for (const auto sharing : {ProjectionSharing::None, ProjectionSharing::Headwise, ProjectionSharing::KeyValue,
                                   ProjectionSharing::Layerwise}) {
            const auto linformer = parseAttention(
                {{"attention",
                  {{"kind", "linformer"}, {"projected_length", 8}, {"max_length", 64}, {"sharing", idOf(sharing)}}}});
            QVERIFY2(linformer, qPrintable(messageOf(linformer)));
            QCOMPARE(linformer->sharing, sharing);
            QCOMPARE(linformer->projectedLength, 8);
            QCOMPARE(linformer->maxLength, 64);
        }
        QCOMPARE(messageOf(parseAttention({{"attention", {{"kind", "linformer"}, {"projected_length", 8}}}})),
                 QString("\"attention.max_length\" is missing, expected a whole number from 1 to 1048576"));
    }

    void classesOfOneNameAreToldOf()
    {
        const auto remarksOf = [](const Json &names) {
            return parse(with(bert(), {{"id2label", names}, {"num_attention_heads", 12}}))->remarks;
        };
        QVERIFY(remarksOf({{"0", "a"}, {"1", "b"}}).empty());
        QCOMPARE(remarksOf({{"0", "a"}, {"1", "b"}, {"2", "a"}}),
                 std::vector<std::string>{"two classes are called \"a\", so that files of texts must number them"});
        QCOMPARE(remarksOf({{"0", "a"}, {"1", "a"}, {"2", "a"}}),
                 std::vector<std::string>{"3 classes are called \"a\", so that files of texts must number them"});
    }

    void refusesWithOneSentence_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const Json &config, const QString &message) {
            QTest::newRow(name) << QByteArray::fromStdString(config.dump()) << message;
        };
        QTest::newRow("not JSON") << QByteArray("{")
                                  << "not valid JSON at line 1, column 2: unexpected end of input; expected string literal";
        row("a list", Json::array(), "the configuration is not a JSON object");
        const QString types =
            R"(expected one of "bert", "compact_bert", "distilbert", "roberta", "xlm-roberta", "camembert", )"
            R"("albert", "electra", "gpt2", "lama")";
        row("no type", Json::object(), R"("model_type" is missing, )" + types);
        row("foreign type", {{"model_type", "t5"}}, R"("model_type" is "t5", )" + types);
        const QString architectures =
            "a list of one name that ends in ForSequenceClassification, ForMaskedLM, ForPreTraining or Model";
        row("no architecture", {{"model_type", "bert"}}, "\"architectures\" is missing, expected " + architectures);
        row("two architectures", with(bert(), {{"architectures", {"AModel", "BModel"}}}),
            "\"architectures\" is a list of 2, expected " + architectures);
        row("foreign task", with(bert(), {{"architectures", {"BertForImages"}}}),
            "\"architectures\" names \"BertForImages\", expected a name that ends in ForSequenceClassification, "
            "ForMaskedLM, ForPreTraining or Model");
        row("an empty list of architectures", with(bert(), {{"architectures", Json::array()}}),
            "\"architectures\" is a list of 0, expected " + architectures);
        row("an architecture without a list", with(bert(), {{"architectures", "BertModel"}}),
            R"("architectures" is "BertModel", expected a list of one name: ["BertModel"])");

        row("two keys for one number",
            {{"model_type", "distilbert"},
             {"architectures", {"DistilBertModel"}},
             {"n_heads", 4},
             {"num_attention_heads", 2}},
            R"("n_heads" is 4 and "num_attention_heads" is 2, which mean the same; expected one of them)");
        const QString size = "expected a whole number from 1 to 1048576";
        row("size of zero", with(bert(), {{"hidden_size", 0}}), "\"hidden_size\" is 0, " + size);
        row("negative size", with(bert(), {{"hidden_size", -768}}), "\"hidden_size\" is -768, " + size);
        row("size too large", with(bert(), {{"hidden_size", 1048577}}), "\"hidden_size\" is 1048577, " + size);
        row("size beyond 32 bits", with(bert(), {{"hidden_size", 4294967297}}), "\"hidden_size\" is 4294967297, " + size);
        row("size beyond 63 bits", with(bert(), {{"hidden_size", 18446744073709551615u}}),
            "\"hidden_size\" is 18446744073709551615, " + size);
        row("fraction of a size", with(bert(), {{"hidden_size", 768.5}}), "\"hidden_size\" is 768.5, " + size);
        row("whole size with a point", with(bert(), {{"hidden_size", 768.0}}), "\"hidden_size\" is 768.0, " + size);
        row("bool for a size", with(bert(), {{"hidden_size", true}}), "\"hidden_size\" is true, " + size);
        row("text for a size", with(bert(), {{"hidden_size", "768"}}), "\"hidden_size\" is \"768\", " + size);
        row("list for a size", with(bert(), {{"vocab_size", {1}}}), "\"vocab_size\" is a list of 1, " + size);
        row("object for a size", with(bert(), {{"vocab_size", {{"a", 1}}}}), "\"vocab_size\" is an object, " + size);
        row("too many layers", with(bert(), {{"num_hidden_layers", 1025}}), "expected a whole number from 1 to 1024");
        row("too many heads in all",
            with(compactBert(), {{"num_hidden_layers", 1024}, {"num_attention_heads", 65}, {"head_size", 1}}),
            "the model has 1024 layers of 65 heads, expected at most 65536 heads in all");
        row("heads too wide", with(compactBert(), {{"num_attention_heads", 2}, {"head_size", 1048576}}),
            "a layer has 2 heads of width 1048576, expected at most 1048576 columns in all");
        row("heads that do not divide", with(bert(), {{"hidden_size", 100}}),
            R"("num_attention_heads" 12 does not divide "hidden_size" 100, expected a divisor, or a "head_size" in a compact_bert model)");
        row("head size of a bert", with(bert(), {{"head_size", 32}}),
            R"("head_size" is 32, expected "hidden_size" / "num_attention_heads" = 64 for "model_type" "bert")");
        row("padding outside the vocabulary", with(bert(), {{"vocab_size", 10}, {"pad_token_id", 10}}),
            "\"pad_token_id\" is 10, expected a whole number from 0 to 9");
        row("epsilon of zero", with(bert(), {{"layer_norm_eps", 0}}),
            "\"layer_norm_eps\" is 0, expected a number above 0 and at most 1");
        row("foreign activation", with(bert(), {{"hidden_act", "silu"}}),
            R"("hidden_act" is "silu", expected one of "gelu", "gelu_new", "relu")");
        row("activation as a number", with(bert(), {{"hidden_act", 1}}), "\"hidden_act\" is 1, expected a text");
        row("relative positions", with(bert(), {{"position_embedding_type", "relative_key"}}),
            R"("position_embedding_type" is "relative_key", expected "absolute")");
        row("decoder", with(bert(), {{"is_decoder", true}}), "\"is_decoder\" is true, expected false");

        row("attention of a bert", with(bert(), {{"attention", {{"kind", "shared"}}}}),
            R"("model_type" "bert" has standard attention)");
        row("attention unknown", with(compactBert(), {{"attention", {{"kind", "sparse"}}}}),
            R"("attention.kind" is "sparse", expected one of "standard", "symmetric", "pairwise", "shared", "linformer", "linear")");
        row("attention as a text", with(compactBert(), {{"attention", "standard"}}),
            "\"attention\" is \"standard\", expected an object");
        row("mask of linear attention",
            with(compactBert(), {{"attention", {{"kind", "linear"}}}, {"attention_mask", {{"kind", "no_diagonal"}}}}),
            R"("attention_mask.kind" is "no_diagonal", expected "full" with "linear" attention, whose softmax is not over pairs of tokens)");
        const Json linformer{{"kind", "linformer"}, {"projected_length", 8}, {"max_length", 64}, {"sharing", "headwise"}};
        row("mask of a Linformer",
            with(compactBert(), {{"attention", linformer}, {"attention_mask", {{"kind", "structured"}}}}),
            R"("attention_mask.kind" is "structured", expected "full" with "linformer" attention, whose softmax is not over pairs of tokens)");
        row("mask unknown", with(compactBert(), {{"attention_mask", {{"kind", "causal"}}}}),
            R"("attention_mask.kind" is "causal", expected one of "full", "no_diagonal", "structured", "unstructured")");

        row("label missing", with(bert(), {{"id2label", {{"0", "a"}, {"2", "c"}}}}),
            R"("id2label" has no label under "1", expected one for every class from "0" to "1")");
        row("label numbered with zeros", with(bert(), {{"id2label", {{"00", "a"}}}}),
            R"("id2label" has no label under "0")");
        row("label as a list", with(bert(), {{"id2label", {{"0", Json::array({1})}}}}),
            R"("id2label" has a list of 1 under "0", expected a text)");
        row("no labels", with(bert(), {{"id2label", Json::object()}}),
            "\"id2label\" is an object, expected an object with a name for every class");
        row("labels as a list", with(bert(), {{"id2label", {"a", "b"}}}), "\"id2label\" is a list of 2");
        row("label counts differ", with(bert(), {{"id2label", {{"0", "a"}}}, {"num_labels", 2}}),
            "\"num_labels\" is 2, expected 1");
        row("problem type unknown", with(bert(), {{"problem_type", "ranking"}}),
            R"("problem_type" is "ranking", expected one of "single_label_classification", "multi_label_classification", "regression")");
        row("problem type as a number", with(bert(), {{"problem_type", 1}}), "\"problem_type\" is 1, expected a text");
        row("training as a text", with(bert(), {{"training", "SST-2"}}), "\"training\" is \"SST-2\", expected an object");

        Json incomplete = lama();
        incomplete.erase("embedding_size");
        row("lama without a size", incomplete, "\"embedding_size\" is missing, " + size);
        row("lama context", with(lama(), {{"context", "max"}}), R"("context" is "max", expected one of "learned", "mean")");
        row("lama token MLP", with(lama(), {{"token_mlp", 1}}), "\"token_mlp\" is 1, expected true or false");
        row("lama task", with(lama(), {{"architectures", {"LamaModel"}}}),
            "expected one name that ends in ForSequenceClassification in a lama model");
    }

    void refusesWithOneSentence()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, message);
        const auto config = parseModelConfig({text.data(), static_cast<std::size_t>(text.size())});
        QVERIFY(!config);
        QVERIFY2(messageOf(config).contains(message), qPrintable(messageOf(config)));
        QVERIFY2(!messageOf(config).contains('\n') && messageOf(config).size() < 250, qPrintable(messageOf(config)));
    }

    void noMutationCrashes()
    {
        const std::string text =
            with(lama(), {{"id2label", {{"0", "a"}, {"1", "b"}}}, {"training", {{"seed", 1}}}}).dump() + bert().dump();
        std::mt19937 random(11);
        for (int round = 0; round < 5'000; ++round) {
            std::string mutant = text.substr(0, random() % 2 ? text.size() : random() % text.size());
            for (unsigned changes = random() % 4; changes > 0 && !mutant.empty(); --changes)
                mutant[random() % mutant.size()] = text[random() % text.size()];
            const auto config = parseModelConfig(mutant);
            QVERIFY(!config || config->heads > 0);
        }
    }
};

ATTNSCOPE_TEST(ModelConfigTest, tests::NoApplication)
#include "tst_model_config.moc"
