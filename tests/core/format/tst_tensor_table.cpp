#include "core/format/tensor_table.h"
#include "tests/support/test_program.h"

#include <QTest>

using namespace core;

namespace {

// Sizes that all differ, so that a mixed-up shape shows.
ModelConfig smallEncoder()
{
    ModelConfig config;
    config.type = ModelType::CompactBert;
    config.task = ModelTask::EncoderOnly;
    config.hiddenSize = 10;
    config.embeddingSize = 10;
    config.layers = 1;
    config.heads = 3;
    config.headSize = 4;
    config.vocabularySize = 50;
    config.intermediateSize = 20;
    config.maxPositions = 30;
    config.tokenTypes = 2;
    return config;
}

// One line for each tensor: "name 3 x 4", with a question mark behind an optional one.
QStringList lines(const std::vector<TensorSpec> &table, const QString &prefix = {})
{
    QStringList result;
    for (const TensorSpec &spec : table) {
        const QString name = QString::fromStdString(spec.name);
        QStringList shape;
        for (const std::int64_t dimension : spec.shape)
            shape << QString::number(dimension);
        if (name.startsWith(prefix))
            result << name.mid(prefix.size()) + (spec.isOptional ? "? " : " ") + shape.join(" x ");
    }
    return result;
}

}  // namespace

class TensorTableTest : public QObject
{
    Q_OBJECT

private slots:
    void encoderHasBertsTensors()
    {
        const QStringList expected{"embeddings.word_embeddings.weight 50 x 10",
                                   "embeddings.position_embeddings.weight 30 x 10",
                                   "embeddings.token_type_embeddings.weight 2 x 10",
                                   "embeddings.LayerNorm.weight 10",
                                   "embeddings.LayerNorm.bias 10",
                                   "encoder.layer.0.attention.self.query.weight 12 x 10",
                                   "encoder.layer.0.attention.self.query.bias 12",
                                   "encoder.layer.0.attention.self.key.weight 12 x 10",
                                   "encoder.layer.0.attention.self.key.bias 12",
                                   "encoder.layer.0.attention.self.value.weight 12 x 10",
                                   "encoder.layer.0.attention.self.value.bias 12",
                                   "encoder.layer.0.attention.output.dense.weight 10 x 12",
                                   "encoder.layer.0.attention.output.dense.bias 10",
                                   "encoder.layer.0.attention.output.LayerNorm.weight 10",
                                   "encoder.layer.0.attention.output.LayerNorm.bias 10",
                                   "encoder.layer.0.intermediate.dense.weight 20 x 10",
                                   "encoder.layer.0.intermediate.dense.bias 20",
                                   "encoder.layer.0.output.dense.weight 10 x 20",
                                   "encoder.layer.0.output.dense.bias 10",
                                   "encoder.layer.0.output.LayerNorm.weight 10",
                                   "encoder.layer.0.output.LayerNorm.bias 10"};
        QCOMPARE(lines(tensorTable(smallEncoder())), expected);
    }

    void everyLayerHasTheSameTensors()
    {
        ModelConfig config = smallEncoder();
        config.layers = 12;
        const auto table = tensorTable(config);
        for (int layer = 1; layer < 12; ++layer)
            QCOMPARE(lines(table, QString("encoder.layer.%1.").arg(layer)), lines(table, "encoder.layer.0."));
        QCOMPARE(lines(table, "encoder.layer.12."), QStringList());
    }

    void taskAddsItsHead()
    {
        ModelConfig config = smallEncoder();
        QCOMPARE(lines(tensorTable(config), "classifier") + lines(tensorTable(config), "pooler"), QStringList());
        config.task = ModelTask::Classification;
        config.labels = {"a", "b", "c"};
        QCOMPARE(lines(tensorTable(config)).mid(21), QStringList({"pooler.dense.weight 10 x 10", "pooler.dense.bias 10",
                                                                  "classifier.weight 3 x 10", "classifier.bias 3"}));
        config.task = ModelTask::MaskedLanguageModel;
        QCOMPARE(lines(tensorTable(config), "cls.predictions."),
                 QStringList({"transform.dense.weight 10 x 10", "transform.dense.bias 10", "transform.LayerNorm.weight 10",
                              "transform.LayerNorm.bias 10", "decoder.weight? 50 x 10", "bias 50"}));
        QCOMPARE(lines(tensorTable(config)).size(), 27);
    }

    void attentionKindAddsItsRows_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("sharing");
        QTest::addColumn<QStringList>("rows");
        QTest::addColumn<QStringList>("shared");
        const QStringList query{"query.weight 12 x 10", "query.bias 12"};
        const QStringList key{"key.weight 12 x 10", "key.bias 12"};
        const QStringList value{"value.weight 12 x 10", "value.bias 12"};
        const auto row = [](const char *name, AttentionKind kind, const QStringList &rows,
                            ProjectionSharing sharing = ProjectionSharing::None, const QStringList &shared = {}) {
            QTest::newRow(name) << int(kind) << int(sharing) << rows << shared;
        };
        row("standard", AttentionKind::Standard, query + key + value);
        row("linear", AttentionKind::Linear, query + key + value);
        row("symmetric", AttentionKind::Symmetric, query + value);
        row("pairwise", AttentionKind::Pairwise, query + value + QStringList{"pairwise 3 x 4 x 4"});
        row("shared", AttentionKind::Shared,
            {"shared.weight 12 x 10", "shared.bias 12", "query_scale 12", "key_scale 12", "value_scale 12"});
        row("linformer", AttentionKind::Linformer,
            query + key + value + QStringList{"key_projection 3 x 6 x 25", "value_projection 3 x 6 x 25"});
        row("linformer headwise", AttentionKind::Linformer,
            query + key + value + QStringList{"key_projection 6 x 25", "value_projection 6 x 25"},
            ProjectionSharing::Headwise);
        row("linformer key_value", AttentionKind::Linformer, query + key + value + QStringList{"projection 6 x 25"},
            ProjectionSharing::KeyValue);
        row("linformer layerwise", AttentionKind::Linformer, query + key + value, ProjectionSharing::Layerwise, {" 6 x 25"});
    }

    void attentionKindAddsItsRows()
    {
        QFETCH(int, kind);
        QFETCH(int, sharing);
        QFETCH(QStringList, rows);
        QFETCH(QStringList, shared);
        ModelConfig config = smallEncoder();
        config.attention.kind = AttentionKind(kind);
        config.attention.sharing = ProjectionSharing(sharing);
        config.attention.projectedLength = 6;
        config.attention.maxLength = 25;
        QCOMPARE(lines(tensorTable(config), "encoder.layer.0.attention.self."), rows);
        QCOMPARE(lines(tensorTable(config), "encoder.projection"), shared);
    }

    void lamaHasItsOwnTensors()
    {
        ModelConfig config;
        config.type = ModelType::Lama;
        config.hiddenSize = 5;
        config.heads = 4;
        config.embeddingSize = 7;
        config.vocabularySize = 90;
        config.labels = {"a", "b"};
        const QStringList gru{"weight_ih_l0 15 x 7",   "weight_hh_l0 15 x 5",         "bias_ih_l0 15",
                              "bias_hh_l0 15",         "weight_ih_l0_reverse 15 x 7", "weight_hh_l0_reverse 15 x 5",
                              "bias_ih_l0_reverse 15", "bias_hh_l0_reverse 15"};
        QCOMPARE(lines(tensorTable(config), "gru."), gru);
        QCOMPARE(lines(tensorTable(config), "embeddings."), QStringList{"weight 90 x 7"});
        QCOMPARE(lines(tensorTable(config), "attention."), QStringList({"P 10 x 4", "Q 10 x 4", "context 10"}));
        QCOMPARE(lines(tensorTable(config), "classifier."), QStringList({"out.weight 2 x 40", "out.bias 2"}));

        config.context = LamaContext::Mean;
        config.hasTokenMlp = true;
        config.classifierHiddenSize = 6;
        QCOMPARE(lines(tensorTable(config), "attention."),
                 QStringList({"token_mlp.weight 10 x 10", "token_mlp.bias 10", "P 10 x 4", "Q 10 x 4"}));
        QCOMPARE(lines(tensorTable(config), "classifier."),
                 QStringList({"dense.weight 6 x 40", "dense.bias 6", "out.weight 2 x 6", "out.bias 2"}));
    }

    void parametersAreThoseOfBertBase()
    {
        const auto config = parseModelConfig(R"({"model_type": "bert", "architectures": ["BertForMaskedLM"]})");
        QVERIFY(config);
        QCOMPARE(parameterCount(tensorTable(*config)), 109'514'298);  // as Hugging Face counts bert-base-uncased
    }

    void largestSizesDoNotOverflow()
    {
        const auto config =
            parseModelConfig(R"({"model_type": "compact_bert", "architectures": ["XForMaskedLM"], "hidden_size": 1048576,
            "num_hidden_layers": 1024, "num_attention_heads": 64, "head_size": 16384, "intermediate_size": 1048576,
            "vocab_size": 1048576, "max_position_embeddings": 1048576, "type_vocab_size": 1024})");
        QVERIFY2(config, config ? "" : config.error().message.c_str());
        const std::int64_t bytes = parameterCount(tensorTable(*config)) * std::int64_t(sizeof(float));
        QVERIFY(bytes > (std::int64_t(1) << 50) && bytes < (std::int64_t(1) << 60));
    }
};

ATTNSCOPE_TEST(TensorTableTest, tests::NoApplication)
#include "tst_tensor_table.moc"
