#include "core/model/encoder.h"

#include "core/analysis/spectra/rank_measures.h"
#include "core/analysis/svd/singular_values.h"
#include "core/model/loaded_model.h"
#include "tests/support/attention_kinds.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/stops_heard.h"
#include "tests/support/tensor_files.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QJsonArray>
#include <QTest>

#include <array>
#include <cmath>
#include <thread>

namespace {

using support::TinyModel;

const core::EncoderTrace &encoderTrace(const core::ForwardTrace &trace)
{
    return std::get<core::EncoderTrace>(trace.network);
}

QJsonArray architecture(const char *name)
{
    return QJsonArray{name};
}

QString differenceFromReference(const TinyModel &tiny, int tokens)
{
    const std::vector<core::TokenId> ids = support::randomIds(tokens, tiny.reference().config.vocabularySize, 7);
    return support::difference(support::wholeTrace(*tiny.load(), ids), tiny.reference().config.task,
                               support::referenceTrace(tiny.reference(), ids), 2e-5);
}

}  // namespace

class EncoderTest : public QObject
{
    Q_OBJECT

private slots:
    void equalsTheReference_data();
    void equalsTheReference();
    void keptPartsAreThereAndOthersEmpty_data();
    void keptPartsAreThereAndOthersEmpty();
    void answerDoesNotDependOnWhatIsKept();
    void headSizeOfAnEqualShareIsOrdinaryBert();
    void permutedHeadsPermuteTheMaps();
    void attentionRowsSumToOne();
    void scoresHaveAtMostTheRankOfTheHead_data();
    void scoresHaveAtMostTheRankOfTheHead();
    void overflowIsAnError_data();
    void overflowIsAnError();
    void stoppedPassIsCancelled();
    void stopIsHeardBetweenLayers();
    void threadsMayShareIt();
};

void EncoderTest::equalsTheReference_data()
{
    QTest::addColumn<QJsonObject>("changes");
    QTest::addColumn<int>("tokens");
    QTest::newRow("small") << QJsonObject{} << 9;
    QTest::newRow("one token") << QJsonObject{} << 1;
    QTest::newRow("two tokens") << QJsonObject{} << 2;
    QTest::newRow("as long as it may be") << QJsonObject{} << 40;
    QTest::newRow("head size 1") << QJsonObject{{"head_size", 1}} << 9;
    QTest::newRow("head size above the hidden size") << QJsonObject{{"head_size", 37}, {"num_attention_heads", 3}} << 9;
    QTest::newRow("as many heads as features") << QJsonObject{{"num_attention_heads", 24}, {"head_size", 1}} << 9;
    QTest::newRow("heads that divide nothing") << QJsonObject{{"num_attention_heads", 7}, {"head_size", 5}} << 9;
    QTest::newRow("one head") << QJsonObject{{"num_attention_heads", 1}, {"head_size", 24}} << 9;
    QTest::newRow("six layers") << QJsonObject{{"num_hidden_layers", 6}} << 9;
    QTest::newRow("relu") << QJsonObject{{"hidden_act", "relu"}} << 9;
    QTest::newRow("gelu_new") << QJsonObject{{"hidden_act", "gelu_new"}} << 9;
    QTest::newRow("large epsilon") << QJsonObject{{"layer_norm_eps", 0.5}} << 9;
    QTest::newRow("intermediate size 1") << QJsonObject{{"intermediate_size", 1}} << 9;
    QTest::newRow("five classes") << QJsonObject{{"id2label",
                                                  QJsonObject{{"0", "a"}, {"1", "b"}, {"2", "c"}, {"3", "d"}, {"4", "e"}}}}
                                  << 9;
    QTest::newRow("masked language model") << QJsonObject{{"architectures", architecture("CompactBertForMaskedLM")}} << 9;
    QTest::newRow("encoder alone") << QJsonObject{{"architectures", architecture("CompactBertModel")}} << 9;
    QTest::newRow("width 192, 257 tokens") << QJsonObject{{"hidden_size", 192},
                                                          {"num_attention_heads", 3},
                                                          {"head_size", 64},
                                                          {"intermediate_size", 256},
                                                          {"max_position_embeddings", 300}}
                                           << 257;
    for (const char *kind : {"standard", "linear, efficient", "linear, context first"}) {
        QJsonObject changes = support::attentionCase(kind);
        changes["max_position_embeddings"] = 1100;
        QTest::addRow("1,030 tokens, %s", kind) << changes << 1030;
    }
}

void EncoderTest::equalsTheReference()
{
    QFETCH(QJsonObject, changes);
    QFETCH(int, tokens);
    QCOMPARE(differenceFromReference(TinyModel(support::encoderConfig(changes)), tokens), QString());
}

void EncoderTest::keptPartsAreThereAndOthersEmpty_data()
{
    QTest::addColumn<core::KeptTensors>("kept");
    QTest::newRow("nothing") << core::KeptTensors{false, false, false, false, false};
    QTest::newRow("scores") << core::KeptTensors{true, false, false, false, false};
    QTest::newRow("attention") << core::KeptTensors{false, true, false, false, false};
    QTest::newRow("projections") << core::KeptTensors{false, false, true, false, false};
    QTest::newRow("head outputs") << core::KeptTensors{false, false, false, true, false};
    QTest::newRow("hidden states") << core::KeptTensors{false, false, false, false, true};
    QTest::newRow("all") << core::KeptTensors::all();
}

void EncoderTest::keptPartsAreThereAndOthersEmpty()
{
    QFETCH(core::KeptTensors, kept);
    const TinyModel tiny(support::encoderConfig());
    const auto trace = core::forward(*tiny.load(), support::randomIds(5, 64, 1), {kept, {}}, {});
    QVERIFY(trace);
    QCOMPARE(encoderTrace(*trace).embeddings.size() > 0, kept.hidden);
    QCOMPARE(encoderTrace(*trace).layers.size(), 2U);
    for (const core::LayerTrace &layer : encoderTrace(*trace).layers) {
        QCOMPARE(!layer.scores.isEmpty(), kept.scores);
        QCOMPARE(!layer.attention.isEmpty(), kept.attention);
        QCOMPARE(!layer.query.isEmpty(), kept.projections);
        QCOMPARE(!layer.key.isEmpty(), kept.projections);
        QCOMPARE(!layer.value.isEmpty(), kept.projections);
        QCOMPARE(!layer.headOutput.isEmpty(), kept.headOutput);
        QCOMPARE(layer.hidden.size() > 0, kept.hidden);
    }
}

void EncoderTest::answerDoesNotDependOnWhatIsKept()
{
    const TinyModel tiny(support::encoderConfig());
    const auto model = tiny.load();
    const std::vector<core::TokenId> ids = support::randomIds(11, 64, 2);
    const std::vector<bool> masked{true, false, false, false, false, true, false, false, false, false, false};
    const core::Matrix expected = support::wholeTrace(*model, ids, masked).logits;
    for (int bits = 0; bits < 32; ++bits) {
        const core::KeptTensors kept{(bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0, (bits & 16) != 0};
        const auto trace = core::forward(*model, ids, {kept, masked}, {});
        QVERIFY(trace);
        QCOMPARE(support::difference(trace->logits, expected, 0.0), QString());
    }
}

// FixedMultiHead with dp = d / h is standard attention.
void EncoderTest::headSizeOfAnEqualShareIsOrdinaryBert()
{
    const TinyModel fixed(support::encoderConfig({{"head_size", 6}}));
    QJsonObject config =
        support::encoderConfig({{"model_type", "bert"}, {"architectures", architecture("BertForSequenceClassification")}});
    config.remove("head_size");
    TinyModel ordinary(config, 2);
    for (const auto &[name, tensor] : fixed.reference().tensors)
        ordinary.tensor(name) = tensor;
    ordinary.write();
    const std::vector<core::TokenId> ids = support::randomIds(8, 64, 3);
    const core::ForwardTrace expected = support::wholeTrace(*fixed.load(), ids);
    const core::ForwardTrace actual = support::wholeTrace(*ordinary.load(), ids);
    QCOMPARE(support::difference(actual.logits, expected.logits, 0.0), QString());
    for (std::size_t layer = 0; layer < 2; ++layer) {
        for (int head = 0; head < 4; ++head)
            QCOMPARE(support::difference(core::Matrix(encoderTrace(actual).layers[layer].attention[head]),
                                         core::Matrix(encoderTrace(expected).layers[layer].attention[head]), 0.0),
                     QString());
    }
}

// The rows of the projections and the columns of the output that belong to two heads, exchanged in the last layer.
void EncoderTest::permutedHeadsPermuteTheMaps()
{
    TinyModel tiny(support::encoderConfig());
    const std::vector<core::TokenId> ids = support::randomIds(10, 64, 4);
    const core::ForwardTrace before = support::wholeTrace(*tiny.load(), ids);
    for (const char *role : {"query", "key", "value"}) {
        const std::string name = std::string("encoder.layer.1.attention.self.") + role;
        auto &weight = tiny.tensor(name + ".weight").values;
        std::swap_ranges(weight.begin(), weight.begin() + 6 * 24, weight.begin() + 2 * 6 * 24);
        auto &bias = tiny.tensor(name + ".bias").values;
        std::swap_ranges(bias.begin(), bias.begin() + 6, bias.begin() + 2 * 6);
    }
    auto &output = tiny.tensor("encoder.layer.1.attention.output.dense.weight").values;
    for (auto row = output.begin(); row != output.end(); row += 24)
        std::swap_ranges(row, row + 6, row + 2 * 6);
    tiny.write();
    const core::ForwardTrace after = support::wholeTrace(*tiny.load(), ids);
    QCOMPARE(support::difference(after.logits, before.logits, 1e-5), QString());
    constexpr std::array permuted{2, 1, 0, 3};
    for (int head = 0; head < 4; ++head)
        QCOMPARE(support::difference(
                     core::Matrix(encoderTrace(after).layers[1].attention[permuted[static_cast<std::size_t>(head)]]),
                     core::Matrix(encoderTrace(before).layers[1].attention[head]), 1e-6),
                 QString());
}

void EncoderTest::attentionRowsSumToOne()
{
    const TinyModel tiny(support::encoderConfig({{"num_hidden_layers", 3}}));
    const core::ForwardTrace trace = support::wholeTrace(*tiny.load(), support::randomIds(40, 64, 5));
    for (const core::LayerTrace &layer : encoderTrace(trace).layers) {
        for (int head = 0; head < 4; ++head) {
            QVERIFY(layer.attention[head].minCoeff() >= 0.0F);
            for (const double sum : layer.attention[head].cast<double>().rowwise().sum())
                QVERIFY(std::abs(sum - 1.0) < 1e-6);
        }
    }
}

void EncoderTest::scoresHaveAtMostTheRankOfTheHead_data()
{
    QTest::addColumn<int>("headSize");
    for (const int headSize : {1, 2, 5, 13})
        QTest::addRow("%d", headSize) << headSize;
}

void EncoderTest::scoresHaveAtMostTheRankOfTheHead()
{
    QFETCH(int, headSize);
    const TinyModel tiny(support::encoderConfig({{"head_size", headSize}}));
    const core::ForwardTrace trace = support::wholeTrace(*tiny.load(), support::randomIds(32, 64, 6));
    for (const core::LayerTrace &layer : encoderTrace(trace).layers) {
        for (int head = 0; head < 4; ++head) {
            const std::vector<double> sigma = core::singularValues(layer.scores[head]);
            QCOMPARE(core::numericalRank(sigma, core::rankTolerance(sigma, 32, 32)), headSize);
            QVERIFY(core::stableRank(core::singularValues(layer.attention[head])) >= 1.0);
        }
    }
}

void EncoderTest::overflowIsAnError_data()
{
    QTest::addColumn<QString>("tensor");
    QTest::addColumn<double>("size");  // of every weight
    QTest::addColumn<QString>("task");
    const QString classification = QStringLiteral("CompactBertForSequenceClassification");
    const QString maskedWords = QStringLiteral("CompactBertForMaskedLM");
    // At 1e37 the sums are finite and only the squares of a layer norm overflow.
    QTest::newRow("word embeddings") << "embeddings.word_embeddings.weight" << 1e37 << classification;
    QTest::newRow("queries") << "encoder.layer.0.attention.self.query.weight" << 3e38 << classification;
    QTest::newRow("values of the last layer") << "encoder.layer.1.attention.self.value.weight" << 1e37 << classification;
    QTest::newRow("intermediate") << "encoder.layer.0.intermediate.dense.weight" << 1e37 << classification;
    QTest::newRow("output of the last layer") << "encoder.layer.1.output.dense.weight" << 1e37 << classification;
    QTest::newRow("classifier") << "classifier.weight" << 3e38 << classification;
    QTest::newRow("transform") << "cls.predictions.transform.dense.weight" << 1e37 << maskedWords;
}

void EncoderTest::overflowIsAnError()
{
    QFETCH(QString, tensor);
    QFETCH(double, size);
    QFETCH(QString, task);
    TinyModel tiny(support::encoderConfig({{"architectures", QJsonArray{task}}, {"hidden_act", "relu"}}));
    for (double &value : tiny.tensor(tensor.toStdString()).values)
        value = std::copysign(size, value);
    tiny.write();
    const auto trace = core::forward(*tiny.load(), support::randomIds(6, 64, 7), {}, {});
    QVERIFY2(!trace, "the pass succeeded");
    QCOMPARE(trace.error().kind, core::ErrorKind::BadInput);
    QVERIFY2(trace.error().message.find("not finite") != std::string::npos, trace.error().message.c_str());
}

void EncoderTest::stoppedPassIsCancelled()
{
    const TinyModel tiny(support::encoderConfig());
    std::stop_source source;
    source.request_stop();
    const auto trace = core::forward(*tiny.load(), support::randomIds(6, 64, 8), {}, source.get_token());
    QVERIFY(!trace);
    QCOMPARE(trace.error().kind, core::ErrorKind::Cancelled);
}

void EncoderTest::stopIsHeardBetweenLayers()
{
    const auto stopsHeard = [](int layers) {
        const TinyModel tiny(support::encoderConfig({{"num_hidden_layers", layers}}));
        const auto model = tiny.load();
        const std::vector<core::TokenId> ids = support::randomIds(8, 64, 9);
        return support::stopsHeard([&](const core::StopToken &stop) {
            const auto trace = core::forward(*model, ids, {}, stop);
            return !trace && trace.error().kind == core::ErrorKind::Cancelled;
        });
    };
    const std::ptrdiff_t ofThree = stopsHeard(3);
    QVERIFY(ofThree >= 3);
    QVERIFY(stopsHeard(7) >= ofThree + 4);
}

void EncoderTest::threadsMayShareIt()
{
    const TinyModel tiny(support::encoderConfig());
    const auto model = tiny.load();
    std::vector<QString> messages(4);
    {
        std::vector<std::jthread> threads;
        for (unsigned thread = 0; thread < messages.size(); ++thread) {
            threads.emplace_back([&, thread] {
                const std::vector<core::TokenId> ids = support::randomIds(3 + static_cast<int>(thread), 64, thread);
                const support::ReferenceTensors expected = support::referenceTrace(tiny.reference(), ids);
                for (int round = 0; round < 10 && messages[thread].isEmpty(); ++round)
                    messages[thread] = support::difference(support::wholeTrace(*model, ids), core::ModelTask::Classification,
                                                           expected, 2e-5);
            });
        }
    }
    for (const QString &message : messages)
        QCOMPARE(message, QString());
}

ATTNSCOPE_TEST(EncoderTest, tests::NoApplication)
#include "tst_encoder.moc"
