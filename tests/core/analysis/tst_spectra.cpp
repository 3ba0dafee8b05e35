#include "core/analysis/spectra/spectra.h"

#include "core/analysis/spectra/centered_attention.h"
#include "core/analysis/spectra/rank_measures.h"
#include "core/analysis/svd/singular_values.h"
#include "core/ops/softmax.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <utility>

namespace {

constexpr int layers = 2;
constexpr int heads = 3;
constexpr int headSize = 4;

core::HeadMatrices randomHeads(int rows, int columns, unsigned seed)
{
    core::HeadMatrices matrices(heads, rows, columns);
    for (int head = 0; head < heads; ++head)
        matrices[head] = support::randomMatrix(rows, columns, seed + static_cast<unsigned>(head));
    return matrices;
}

core::LayerTrace randomLayer(int n, unsigned seed)
{
    core::LayerTrace layer;
    layer.query = randomHeads(n, headSize, seed);
    layer.key = randomHeads(n, headSize, seed + 10);
    layer.scores = core::HeadMatrices(heads, n, n);
    for (int head = 0; head < heads; ++head)
        layer.scores[head] = layer.query[head] * layer.key[head].transpose() / std::sqrt(static_cast<float>(headSize));
    layer.attention = layer.scores;
    core::softmaxRows(layer.attention.data(), heads * n, n);
    layer.hidden = support::randomMatrix(n, 6, seed + 20);
    return layer;
}

core::EncoderTrace randomTrace(int n)
{
    core::EncoderTrace trace;
    trace.embeddings = support::randomMatrix(n, 6, 1);
    for (unsigned layer = 0; layer < layers; ++layer)
        trace.layers.push_back(randomLayer(n, 100 * layer));
    return trace;
}

core::SpectrumSet spectraOf(const core::EncoderTrace &trace, const core::SpectraOptions &options)
{
    return core::spectra({trace, {}}, options, {}).value();
}

core::SpectraOptions nothing()
{
    return {.scores = false, .attention = false, .effective = false};
}

std::vector<double> directValues(const core::DoubleMatrix &matrix)
{
    const core::Matrix single = matrix.cast<float>();
    return core::singularValues({single.data(), single.rows(), single.cols()});
}

}  // namespace

class SpectraTest : public QObject
{
    Q_OBJECT

private slots:
    void everyHeadHasItsOwnValues();
    void onlyWhatIsAskedForIsComputed();
    void thinScoresAgreeWithTheScoresThemselves_data();
    void thinScoresAgreeWithTheScoresThemselves();
    void scoresNeedNotBeKeptWhereTheyAreProducts();
    void centeringTakesTheConstantDirectionAway();
    void neededHeadSizesComeFromTheCenteredLog();
    void residualsBeginWithTheEmbeddings();
    void effectiveMapIsOfLinformerOnly();
    void whatWasNotKeptIsEmpty();
    void lamaHasOneMatrixOfEachKind();
    void lamaWithoutWordsHasNone();
    void traceWithoutLayersHasNone();
    void stopCancels();
};

void SpectraTest::everyHeadHasItsOwnValues()
{
    const core::EncoderTrace trace = randomTrace(11);
    const core::SpectrumSet set = spectraOf(trace, {});
    QCOMPARE(set.layers, layers);
    QCOMPARE(set.heads, heads);
    for (int layer = 0; layer < layers; ++layer) {
        for (int head = 0; head < heads; ++head) {
            const core::LayerTrace &from = trace.layers[static_cast<std::size_t>(layer)];
            const core::HeadRef ref{{layer}, {head}};
            QCOMPARE(support::difference(set.of(set.attention, ref), core::singularValues(from.attention[head]), 1e-9),
                     QString());
            QCOMPARE(support::difference(set.of(set.scores, ref), core::singularValues(from.scores[head]), 1e-7), QString());
        }
    }
}

void SpectraTest::onlyWhatIsAskedForIsComputed()
{
    const core::EncoderTrace trace = randomTrace(5);
    const core::SpectrumSet none = spectraOf(trace, nothing());
    QVERIFY(none.scores.isEmpty() && none.attention.isEmpty() && none.centeredAttention.isEmpty());
    QVERIFY(none.centeredLog.isEmpty() && none.effective.isEmpty() && none.residuals.empty());
    QVERIFY(none.of(none.scores, {{1}, {2}}).empty());
    core::SpectraOptions options = nothing();
    options.scores = true;
    QVERIFY(!spectraOf(trace, options).scores.isEmpty());
    QVERIFY(spectraOf(trace, options).attention.isEmpty());
}

void SpectraTest::thinScoresAgreeWithTheScoresThemselves_data()
{
    QTest::addColumn<int>("n");
    QTest::newRow("fewer tokens than features") << 3;
    QTest::newRow("few tokens") << 10;
    QTest::newRow("many tokens") << 60;
}

void SpectraTest::thinScoresAgreeWithTheScoresThemselves()
{
    QFETCH(int, n);
    const core::EncoderTrace trace = randomTrace(n);
    const core::SpectrumSet thin = spectraOf(trace, {.scoresAreProducts = true});
    const core::SpectrumSet direct = spectraOf(trace, {});
    for (int index = 0; index < layers * heads; ++index) {
        const std::span<const double> expected = direct.scores[index].first(static_cast<std::size_t>(thin.scores.size));
        QCOMPARE(support::difference(thin.scores[index], expected, 1e-6 * expected.front()), QString());
        const double tolerance = core::rankTolerance(thin.scores[index], n, n);
        QCOMPARE(core::numericalRank(thin.scores[index], tolerance), std::min(n, headSize));
        QCOMPARE(core::numericalRank(direct.scores[index], tolerance), std::min(n, headSize));
    }
}

void SpectraTest::scoresNeedNotBeKeptWhereTheyAreProducts()
{
    core::EncoderTrace trace = randomTrace(6);
    for (core::LayerTrace &layer : trace.layers)
        layer.scores = {};
    QVERIFY(spectraOf(trace, {}).scores.isEmpty());
    QCOMPARE(spectraOf(trace, {.scoresAreProducts = true}).scores.size, headSize);
}

void SpectraTest::centeringTakesTheConstantDirectionAway()
{
    core::EncoderTrace trace = randomTrace(8);
    trace.layers.front().attention[1].setConstant(0.125F);
    const core::SpectrumSet set = spectraOf(trace, {.centeredAttention = true});
    QVERIFY(set.centeredAttention[1].front() < 1e-7);
    core::DoubleMatrix centered;
    core::centerRows(std::as_const(trace.layers.back().attention)[2], centered);
    QCOMPARE(support::difference(set.of(set.centeredAttention, {{1}, {2}}), directValues(centered), 1e-6), QString());
}

void SpectraTest::neededHeadSizesComeFromTheCenteredLog()
{
    const core::EncoderTrace trace = randomTrace(20);
    const core::SpectrumSet set = spectraOf(trace, {.centeredLog = true});
    for (int index = 0; index < layers * heads; ++index)
        QCOMPARE(core::neededHeadSize(set.centeredLog[index], 20, core::defaultRelativeTolerance), headSize);
}

void SpectraTest::residualsBeginWithTheEmbeddings()
{
    core::EncoderTrace trace = randomTrace(8);
    trace.layers.back().hidden.setOnes();
    const std::vector<double> residuals = spectraOf(trace, {.residuals = true}).residuals;
    QCOMPARE(residuals.size(), 1U + layers);
    QCOMPARE(residuals[0], core::residualToRankOne({trace.embeddings.data(), 8, 6}));
    QVERIFY(residuals[1] > 0.1);
    QCOMPARE(residuals[2], 0.0);
}

void SpectraTest::effectiveMapIsOfLinformerOnly()
{
    core::EncoderTrace trace = randomTrace(7);
    QVERIFY(spectraOf(trace, {}).effective.isEmpty());
    for (core::LayerTrace &layer : trace.layers) {
        layer.attention = randomHeads(7, 3, 1);
        layer.effective = core::HeadMatrices(heads, 7, 7);
        for (int head = 0; head < heads; ++head)
            layer.effective[head] = layer.attention[head] * support::randomMatrix(3, 7, 9);
    }
    const core::SpectrumSet set = spectraOf(trace, {});
    QCOMPARE(set.attention.size, 3);
    QCOMPARE(set.effective.size, 7);
    QCOMPARE(core::numericalRank(set.effective[4], core::rankTolerance(set.effective[4], 7, 7)), 3);
}

void SpectraTest::whatWasNotKeptIsEmpty()
{
    core::EncoderTrace trace;
    trace.layers.resize(2);
    core::SpectraOptions everything{
        .centeredAttention = true, .centeredLog = true, .residuals = true, .scoresAreProducts = true};
    const core::SpectrumSet set = spectraOf(trace, everything);
    QVERIFY(set.scores.isEmpty() && set.attention.isEmpty() && set.centeredAttention.isEmpty());
    QVERIFY(set.centeredLog.isEmpty() && set.effective.isEmpty() && set.residuals.empty());
}

void SpectraTest::lamaHasOneMatrixOfEachKind()
{
    core::LamaTrace trace;
    trace.attention = support::randomMatrix(4, 9, 1);
    core::softmaxRows(trace.attention.data(), 4, 9);
    trace.scores = support::randomMatrix(4, 9, 2);
    trace.states = support::randomMatrix(9, 12, 3);
    trace.sentence = trace.attention * trace.states;
    const core::SpectrumSet set = core::spectra({trace, {}}, {.centeredAttention = true}, {}).value();
    QCOMPARE(set.layers, 1);
    QCOMPARE(set.heads, 1);
    QCOMPARE(support::difference(set.attention[0], directValues(trace.attention.cast<double>()), 1e-9), QString());
    QCOMPARE(support::difference(set.sentence[0], directValues(trace.sentence.cast<double>()), 1e-9), QString());
    QCOMPARE(support::difference(set.scores[0], directValues(trace.scores.cast<double>()), 1e-9), QString());
    QCOMPARE(set.centeredAttention.size, 4);
}

void SpectraTest::lamaWithoutWordsHasNone()
{
    core::LamaTrace trace;
    trace.attention = core::Matrix(4, 0);
    const core::SpectrumSet set = core::spectra({trace, {}}, {.centeredAttention = true}, {}).value();
    QVERIFY(set.attention.isEmpty() && set.scores.isEmpty() && set.sentence.isEmpty() && set.centeredAttention.isEmpty());
}

void SpectraTest::traceWithoutLayersHasNone()
{
    const core::SpectrumSet set = spectraOf({}, {});
    QCOMPARE(set.layers, 0);
    QVERIFY(set.attention.isEmpty());
}

void SpectraTest::stopCancels()
{
    std::stop_source source;
    source.request_stop();
    const auto set = core::spectra({randomTrace(5), {}}, {}, source.get_token());
    QVERIFY(!set);
    QCOMPARE(set.error().kind, core::ErrorKind::Cancelled);
}

ATTNSCOPE_TEST(SpectraTest, tests::NoApplication)
#include "tst_spectra.moc"
