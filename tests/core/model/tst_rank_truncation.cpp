#include "core/model/rank_truncation.h"

#include "core/analysis/spectra/rank_measures.h"
#include "core/analysis/svd/singular_values.h"
#include "core/model/attention/head_steps.h"
#include "tests/support/attention_kinds.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/stops_heard.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QTest>

#include <algorithm>
#include <optional>
#include <stop_token>

namespace {

using support::TinyModel;

constexpr int tokens = 9;
constexpr core::HeadRef cutHead{{0}, {1}};

core::ForwardTrace traceOf(const core::LoadedModel &model, const core::RankTruncation &truncation,
                           bool keepsAttention = true)
{
    core::KeptTensors kept = core::KeptTensors::all();
    kept.attention = keepsAttention;
    auto trace = core::forward(model, support::randomIds(tokens, 64, 1), {.kept = kept, .truncation = truncation}, {});
    if (!trace)
        qFatal("%s", trace.error().message.c_str());
    return *std::move(trace);
}

const std::vector<core::LayerTrace> &layersOf(const core::ForwardTrace &trace)
{
    return std::get<core::EncoderTrace>(trace.network).layers;
}

int rankOf(const core::MatrixView &map)
{
    const std::vector<double> sigma = core::singularValues(map);
    return core::numericalRank(sigma, 1e-5 * sigma.front());
}

float difference(const core::MatrixView &left, const core::MatrixView &right)
{
    return (left - right).cwiseAbs().maxCoeff();
}

}  // namespace

class RankTruncationTest : public QObject
{
    Q_OBJECT

private slots:
    void cutsTheNamedHeadAlone_data();
    void cutsTheNamedHeadAlone();
    void highRankChangesNothing_data() { cutsTheNamedHeadAlone_data(); }
    void highRankChangesNothing();
    void laterLayersSeeIt();
    void headsThatAreNotThereAreIgnored();
    void lamasMapIsCutAsAWhole();
    void negativeRankIsNone_data();
    void negativeRankIsNone();
    void headsAfterAStopStayWhole();
    void stopIsHeardBetweenTheHeadsOfTheLastLayer();
};

void RankTruncationTest::cutsTheNamedHeadAlone_data()
{
    QTest::addColumn<QJsonObject>("config");
    for (const support::AttentionCase &kind : support::attentionKinds())
        QTest::newRow(kind.name) << kind.config;
    for (const support::AttentionCase &kind : support::trainedMasks())
        QTest::newRow(kind.name) << kind.config;
}

void RankTruncationTest::cutsTheNamedHeadAlone()
{
    QFETCH(QJsonObject, config);
    const TinyModel tiny{support::encoderConfig(config)};
    const auto model = tiny.load();
    const core::ForwardTrace whole = traceOf(*model, {});
    const core::ForwardTrace cut = traceOf(*model, {.rank = 2, .heads = {cutHead}});
    QCOMPARE(rankOf(layersOf(cut)[0].attention[1]), 2);
    for (const int head : {0, 2, 3}) {
        QVERIFY(difference(layersOf(cut)[0].attention[head], layersOf(whole)[0].attention[head]) == 0.0F);
        QVERIFY(difference(layersOf(cut)[0].headOutput[head], layersOf(whole)[0].headOutput[head]) < 1e-6F);
    }
    QVERIFY(difference(layersOf(cut)[0].headOutput[1], layersOf(whole)[0].headOutput[1]) > 1e-6F);
    // What is kept of a pass does not change it.
    QVERIFY((traceOf(*model, {.rank = 2, .heads = {cutHead}}, false).logits - cut.logits).cwiseAbs().maxCoeff() < 1e-6F);
}

void RankTruncationTest::highRankChangesNothing()
{
    QFETCH(QJsonObject, config);
    const TinyModel tiny{support::encoderConfig(config)};
    const auto model = tiny.load();
    const core::ForwardTrace whole = traceOf(*model, {});
    const core::ForwardTrace cut = traceOf(*model, {.rank = tokens, .heads = {cutHead, {{1}, {0}}}});
    QVERIFY((whole.logits - cut.logits).cwiseAbs().maxCoeff() < 1e-5F);
    for (int head = 0; head < 4; ++head)
        QVERIFY(difference(layersOf(cut)[1].attention[head], layersOf(whole)[1].attention[head]) < 1e-5F);
}

void RankTruncationTest::laterLayersSeeIt()
{
    const TinyModel tiny{support::encoderConfig()};
    const auto model = tiny.load();
    const core::ForwardTrace whole = traceOf(*model, {});
    const core::ForwardTrace cut = traceOf(*model, {.rank = 1, .heads = {cutHead}});
    QVERIFY(difference(layersOf(cut)[1].attention[0], layersOf(whole)[1].attention[0]) > 0.0F);
    const core::ForwardTrace last = traceOf(*model, {.rank = 1, .heads = {{{1}, {0}}}});
    QVERIFY(difference(layersOf(last)[0].attention[1], layersOf(whole)[0].attention[1]) == 0.0F);
}

void RankTruncationTest::headsThatAreNotThereAreIgnored()
{
    const TinyModel tiny{support::encoderConfig()};
    const auto model = tiny.load();
    const core::ForwardTrace cut = traceOf(*model, {.rank = 1, .heads = {{{7}, {0}}, {{0}, {9}}, {{0}, {-1}}}});
    QVERIFY(cut.logits == traceOf(*model, {}).logits);
}

void RankTruncationTest::lamasMapIsCutAsAWhole()
{
    const TinyModel tiny{support::lamaConfig()};
    const auto model = tiny.load();
    const core::ForwardTrace cut = traceOf(*model, {.rank = 1, .heads = {{{0}, {2}}}});
    const auto &lama = std::get<core::LamaTrace>(cut.network);
    QCOMPARE(rankOf({lama.attention.data(), lama.attention.rows(), lama.attention.cols()}), 1);
    QVERIFY((lama.attention * lama.states - lama.sentence).cwiseAbs().maxCoeff() < 1e-5F);
    QVERIFY(cut.logits != traceOf(*model, {}).logits);
}

void RankTruncationTest::negativeRankIsNone_data()
{
    QTest::addColumn<QJsonObject>("config");
    QTest::newRow("encoder") << support::encoderConfig();
    QTest::newRow("LAMA") << support::lamaConfig();
}

void RankTruncationTest::negativeRankIsNone()
{
    QFETCH(QJsonObject, config);
    const TinyModel tiny(config);
    const auto model = tiny.load();
    const core::ForwardTrace none = traceOf(*model, {.rank = 0, .heads = {cutHead}});
    QVERIFY(none.logits != traceOf(*model, {}).logits);
    QVERIFY(traceOf(*model, {.rank = -1, .heads = {cutHead}}).logits == none.logits);
}

void RankTruncationTest::headsAfterAStopStayWhole()
{
    core::HeadMatrices maps(2, 6, 6);
    for (int head = 0; head < 2; ++head)
        maps[head] = support::randomMatrix(6, 6, static_cast<unsigned>(head));
    const core::HeadMatrices whole = maps;
    const std::vector<std::optional<int>> limits{2, std::nullopt};
    std::stop_source source;
    source.request_stop();
    core::limitRanks(limits, source.get_token(), maps);
    QVERIFY(maps[0] == whole[0]);
    core::limitRanks(limits, {}, maps);
    QCOMPARE(rankOf(std::as_const(maps)[0]), 2);
    QVERIFY(maps[1] == whole[1]);
}

void RankTruncationTest::stopIsHeardBetweenTheHeadsOfTheLastLayer()
{
    const TinyModel tiny{support::encoderConfig({{"num_hidden_layers", 1}})};
    const auto model = tiny.load();
    const auto stopsHeard = [&](const core::RankTruncation &truncation) {
        return support::stopsHeard([&](const core::StopToken &stop) {
            const auto trace = core::forward(*model, support::randomIds(9, 64, 1), {.truncation = truncation}, stop);
            return !trace && trace.error().kind == core::ErrorKind::Cancelled;
        });
    };
    const core::RankTruncation truncation{.rank = 2, .heads = {{{0}, {0}}, {{0}, {1}}, {{0}, {2}}, {{0}, {3}}}};
    QVERIFY(stopsHeard(truncation) >= stopsHeard({}) + 4);
}

ATTNSCOPE_TEST(RankTruncationTest, tests::NoApplication)
#include "tst_rank_truncation.moc"
