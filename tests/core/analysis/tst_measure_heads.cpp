#include "core/analysis/measures/measure_heads.h"

#include "core/analysis/measures/attention_measures.h"
#include "core/analysis/spectra/rank_measures.h"
#include "core/analysis/svd/singular_values.h"
#include "core/ops/softmax.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

namespace {

using core::HeadMeasure;

core::HeadMatrices randomMaps(int heads, int n, unsigned seed)
{
    core::HeadMatrices maps(heads, n, n);
    for (int head = 0; head < heads; ++head)
        maps[head] = support::randomMatrix(n, n, seed + static_cast<unsigned>(head), 3.0F);
    core::softmaxRows(maps.data(), heads * n, n);
    return maps;
}

core::ForwardTrace encoderTrace(int layers, int heads, int n)
{
    core::EncoderTrace trace;
    trace.layers.resize(static_cast<std::size_t>(layers));
    for (int layer = 0; layer < layers; ++layer)
        trace.layers[static_cast<std::size_t>(layer)].attention = randomMaps(heads, n, 10 * static_cast<unsigned>(layer));
    return {trace, {}};
}

core::ForwardTrace lamaTrace(const core::Matrix &attention)
{
    core::LamaTrace trace;
    trace.attention = attention;
    return {trace, {}};
}

core::HeadMeasureTable measured(const core::ForwardTrace &trace)
{
    return core::measureHeads(trace, core::spectra(trace, {}, {}).value(), {}).value();
}

}  // namespace

class MeasureHeadsTest : public QObject
{
    Q_OBJECT

private slots:
    void everyCellIsItsOwnHeads();
    void permutationAndUniformMapsAreTheEnds();
    void wordsHaveAnEntropyOnly();
    void textWithoutWordsHasUndefinedHeads();
    void stopCancels();
};

void MeasureHeadsTest::everyCellIsItsOwnHeads()
{
    const core::ForwardTrace trace = encoderTrace(3, 5, 13);
    const core::HeadMeasureTable table = measured(trace);
    QCOMPARE(table.layers(), 3);
    QCOMPARE(table.heads(), 5);
    for (int layer = 0; layer < 3; ++layer) {
        for (int head = 0; head < 5; ++head) {
            const core::HeadRef cell{{layer}, {head}};
            const core::MatrixView map =
                std::get<core::EncoderTrace>(trace.network).layers[static_cast<std::size_t>(layer)].attention[head];
            const std::vector<double> sigma = core::singularValues(map);
            QCOMPARE(table.at(cell, HeadMeasure::Entropy), core::normalizedEntropy(map));
            QCOMPARE(table.at(cell, HeadMeasure::Distance), core::meanDistance(map));
            QCOMPARE(table.at(cell, HeadMeasure::DiagonalMass), core::diagonalMass(map));
            QCOMPARE(table.at(cell, HeadMeasure::NumericalRank),
                     core::numericalRank(sigma, core::rankTolerance(sigma, 13, 13)));
            QVERIFY(std::abs(table.at(cell, HeadMeasure::EffectiveRank) - core::effectiveRank(sigma)) < 1e-6);
            QVERIFY(std::abs(table.at(cell, HeadMeasure::StableRank) - core::stableRank(sigma)) < 1e-6);
        }
    }
}

void MeasureHeadsTest::permutationAndUniformMapsAreTheEnds()
{
    constexpr int n = 12;
    core::ForwardTrace trace = encoderTrace(1, 2, n);
    core::HeadMatrices &maps = std::get<core::EncoderTrace>(trace.network).layers.front().attention;
    maps[0] = core::Matrix::Identity(n, n).rowwise().reverse();
    maps[1].setConstant(1.0F / n);
    const core::HeadMeasureTable table = measured(trace);
    for (const HeadMeasure rank : {HeadMeasure::NumericalRank, HeadMeasure::EffectiveRank, HeadMeasure::StableRank}) {
        QVERIFY(std::abs(table.at({{0}, {0}}, rank) - n) < 1e-6);
        QVERIFY(std::abs(table.at({{0}, {1}}, rank) - 1.0) < 1e-5);
    }
    QVERIFY(std::abs(table.at({{0}, {0}}, HeadMeasure::Entropy)) < 1e-12);
    QVERIFY(std::abs(table.at({{0}, {1}}, HeadMeasure::Entropy) - 1.0) < 1e-7);
}

void MeasureHeadsTest::wordsHaveAnEntropyOnly()
{
    const core::HeadMeasureTable table =
        measured(lamaTrace(core::Matrix{{0.25F, 0.25F, 0.25F, 0.25F}, {1.0F, 0.0F, 0.0F, 0.0F}}));
    QCOMPARE(table.layers(), 1);
    QCOMPARE(table.heads(), 2);
    QVERIFY(std::abs(table.at({{0}, {0}}, HeadMeasure::Entropy) - 1.0) < 1e-7);
    QCOMPARE(table.at({{0}, {1}}, HeadMeasure::Entropy), 0.0);
    for (const HeadMeasure measure : {HeadMeasure::Distance, HeadMeasure::DiagonalMass, HeadMeasure::NumericalRank,
                                      HeadMeasure::EffectiveRank, HeadMeasure::StableRank})
        QVERIFY(std::isnan(table.at({{0}, {1}}, measure)));
}

void MeasureHeadsTest::textWithoutWordsHasUndefinedHeads()
{
    const core::HeadMeasureTable table = measured(lamaTrace(core::Matrix(3, 0)));
    QCOMPARE(table.heads(), 3);
    for (const core::HeadMeasureDescription &description : core::headMeasureDescriptions())
        QVERIFY(std::isnan(table.at({{0}, {2}}, description.measure)));
}

void MeasureHeadsTest::stopCancels()
{
    std::stop_source source;
    source.request_stop();
    const core::ForwardTrace trace = encoderTrace(2, 2, 4);
    const auto measures = core::measureHeads(trace, core::spectra(trace, {}, {}).value(), source.get_token());
    QVERIFY(!measures);
    QCOMPARE(measures.error().kind, core::ErrorKind::Cancelled);
}

ATTNSCOPE_TEST(MeasureHeadsTest, tests::NoApplication)
#include "tst_measure_heads.moc"
