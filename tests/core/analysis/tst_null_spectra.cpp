#include "core/analysis/spectra/null_spectra.h"

#include "core/analysis/measures/attention_measures.h"
#include "core/analysis/spectra/rank_measures.h"
#include "core/analysis/svd/singular_values.h"
#include "core/ops/softmax.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

using namespace core;

namespace {

constexpr int layers = 2;
constexpr int heads = 3;

HeadMatrices randomMaps(int rows, int columns, unsigned seed)
{
    HeadMatrices maps(heads, rows, columns);
    for (int head = 0; head < heads; ++head)
        maps[head] = 2.0F * support::randomMatrix(rows, columns, seed + static_cast<unsigned>(head));
    softmaxRows(maps.data(), heads * rows, columns);
    return maps;
}

ForwardTrace randomTrace(int tokens)
{
    EncoderTrace trace;
    for (int layer = 0; layer < layers; ++layer) {
        trace.layers.emplace_back();
        trace.layers.back().attention = randomMaps(tokens, tokens, static_cast<unsigned>(10 * layer + 1));
    }
    return {trace, {}};
}

std::vector<double> sortedRow(const DoubleMatrix &map, Eigen::Index query)
{
    std::vector<double> row(map.row(query).begin(), map.row(query).end());
    std::ranges::sort(row);
    return row;
}

DoubleMatrix permuted(const Matrix &map, std::uint64_t seed)
{
    SeededRandom random(seed);
    DoubleMatrix result;
    permuteRows(viewOf(map), random, result);
    return result;
}

std::vector<double> valuesOf(const NullSpectra &spectra, HeadRef head, int draw)
{
    const auto values = spectra.attention[spectra.firstOf(head) + draw];
    return {values.begin(), values.end()};
}

}  // namespace

class TestNullSpectra : public QObject
{
    Q_OBJECT

private slots:
    void permutedRowsKeepTheirShares();
    void rowsArePermutedIndependently();
    void everyPlaceIsAsLikely();
    void forbiddenPairsKeepTheirZero();
    void aCausalMapOfSharpRowsKeepsItsPattern();
    void uniformAttentionIsItsOwnNull();
    void aDrawDependsOnNothingButItsHeadAndNumber();
    void spectraAreThoseOfThePermutedMaps();
    void permutationsHaveALargerRankThanAColumnThatAllAttendTo();
    void lamaHasOneMap();
    void mapsOverFeaturesHaveNone();
    void rangesAreQuantilesOverTheDraws();
    void whatIsNotThereIsUndefined();
    void stopsWhenAsked();
};

void TestNullSpectra::permutedRowsKeepTheirShares()
{
    const Matrix map = randomMaps(9, 9, 4)[0];
    const DoubleMatrix other = permuted(map, 1);
    QVERIFY(other != map.cast<double>());
    for (Eigen::Index query = 0; query < map.rows(); ++query)
        QVERIFY(sortedRow(other, query) == sortedRow(map.cast<double>(), query));
    const Matrix single = other.cast<float>();
    QVERIFY(std::abs(normalizedEntropy(viewOf(single)) - normalizedEntropy(viewOf(map))) < 1e-6);
}

// Rows that are equal become different ones.
void TestNullSpectra::rowsArePermutedIndependently()
{
    Matrix map(6, 6);
    map.rowwise() = randomMaps(1, 6, 4)[0].row(0);
    const DoubleMatrix other = permuted(map, 1);
    QVERIFY(other.row(0) != other.row(1));
    QVERIFY(std::abs(effectiveRank(singularValues(viewOf(map))) - 1.0) < 1e-3);
    QVERIFY(effectiveRank(singularValues(viewOf(Matrix(other.cast<float>())))) > 1.5);
}

// 4,000 rows of one share of 1: each key gets 1,000 of them, give or take four deviations.
void TestNullSpectra::everyPlaceIsAsLikely()
{
    Matrix map = Matrix::Constant(4000, 4, 0.1F);
    map.col(2).setConstant(0.7F);
    const DoubleMatrix other = permuted(map, 3);
    for (Eigen::Index key = 0; key < 4; ++key) {
        const auto received = (other.col(key).array() > 0.5).count();
        QVERIFY2(std::abs(static_cast<double>(received) - 1000.0) < 4 * std::sqrt(4000 * 0.25 * 0.75),
                 qPrintable(QString::number(received)));
    }
}

void TestNullSpectra::forbiddenPairsKeepTheirZero()
{
    Matrix map = randomMaps(8, 8, 4)[0];
    map.diagonal().setZero();
    map.col(3).setZero();
    const DoubleMatrix other = permuted(map, 1);
    for (Eigen::Index query = 0; query < 8; ++query) {
        for (Eigen::Index key = 0; key < 8; ++key)
            QCOMPARE(other(query, key) == 0.0, map(query, key) == 0.0F);
        QVERIFY(sortedRow(other, query) == sortedRow(map.cast<double>(), query));
    }
}

void TestNullSpectra::aCausalMapOfSharpRowsKeepsItsPattern()
{
    Matrix map = Matrix::Zero(5, 5);
    for (int query = 0; query < 5; ++query)
        map.row(query).head(query + 1).setConstant(1.0F / static_cast<float>(query + 1));
    QVERIFY(permuted(map, 1) == map.cast<double>());
}

void TestNullSpectra::uniformAttentionIsItsOwnNull()
{
    EncoderTrace trace;
    trace.layers.emplace_back();
    trace.layers[0].attention = HeadMatrices(1, 7, 7);
    trace.layers[0].attention[0].setConstant(1.0F / 7.0F);
    const NullSpectra spectra = rowPermutationNull({trace, {}}, {}, {}).value();
    const NullRange range = nullRange(SpectrumMeasure::EffectiveRank, spectra, SpectrumMatrix::Attention, {}, {});
    QVERIFY(std::abs(range.low - 1.0) < 1e-6 && std::abs(range.high - 1.0) < 1e-6);
}

void TestNullSpectra::aDrawDependsOnNothingButItsHeadAndNumber()
{
    const ForwardTrace trace = randomTrace(10);
    const HeadRef head{{1}, {2}};
    const NullSpectra all = rowPermutationNull(trace, {.draws = 11, .seed = 5}, {}).value();
    const NullSpectra one = rowPermutationNull(trace, std::vector{head}, {.draws = 3, .seed = 5}, {}).value();
    const NullSpectra other = rowPermutationNull(trace, std::vector{head}, {.draws = 3, .seed = 6}, {}).value();
    QCOMPARE(all.attention.count, layers * heads * 11);
    for (int draw = 0; draw < 3; ++draw) {
        for (std::size_t index = 0; index < 10; ++index)
            QVERIFY(std::abs(valuesOf(all, head, draw)[index] - valuesOf(one, head, draw)[index]) < 1e-12);
        QVERIFY(valuesOf(one, head, draw) != valuesOf(other, head, draw));
    }
    QVERIFY(valuesOf(one, head, 0) != valuesOf(one, head, 1));
    QVERIFY(valuesOf(all, head, 0) != valuesOf(all, {{0}, {2}}, 0));
}

// The trace of P P^T stays, as the shares do; centered, the largest value of a positive map goes.
void TestNullSpectra::spectraAreThoseOfThePermutedMaps()
{
    const ForwardTrace trace = randomTrace(12);
    const NullSpectra spectra = rowPermutationNull(trace, {.draws = 4, .seed = 1, .centersAttention = true}, {}).value();
    const HeadRef head{{0}, {1}};
    const MatrixView map = std::get<EncoderTrace>(trace.network).layers[0].attention[1];
    for (int draw = 0; draw < 4; ++draw) {
        double squares = 0;
        for (const double value : valuesOf(spectra, head, draw))
            squares += value * value;
        QVERIFY(std::abs(squares - map.cast<double>().squaredNorm()) < 1e-6);
        double centered = 0;
        for (const double value : spectra.centeredAttention[spectra.firstOf(head) + draw])
            centered += value * value;
        QVERIFY(std::abs(centered - (map.cast<double>().squaredNorm() - 12.0 / 12.0)) < 1e-5);
    }
}

void TestNullSpectra::permutationsHaveALargerRankThanAColumnThatAllAttendTo()
{
    EncoderTrace trace;
    trace.layers.emplace_back();
    trace.layers[0].attention = HeadMatrices(1, 16, 16);
    trace.layers[0].attention[0].setConstant(0.1F / 15.0F);
    trace.layers[0].attention[0].col(0).setConstant(0.9F);
    const NullSpectra spectra = rowPermutationNull({trace, {}}, {}, {}).value();
    const NullRange range = nullRange(SpectrumMeasure::EffectiveRank, spectra, SpectrumMatrix::Attention, {}, {});
    const double own = effectiveRank(singularValues(std::as_const(trace).layers[0].attention[0]));
    QVERIFY2(own < 1.01 && range.low > 6.0 && range.high < 14.0, qPrintable(QString::number(range.median)));
    QVERIFY(range.low < range.median && range.median < range.high);
}

void TestNullSpectra::lamaHasOneMap()
{
    LamaTrace trace;
    trace.attention = randomMaps(4, 11, 2)[0];
    const NullSpectra spectra = rowPermutationNull({trace, {}}, {.draws = 6}, {}).value();
    QCOMPARE(spectra.attention.count, 6);
    QCOMPARE(spectra.attention.size, 4);
    QCOMPARE(spectra.firstOf({}), 0);
}

void TestNullSpectra::mapsOverFeaturesHaveNone()
{
    ForwardTrace trace = randomTrace(6);
    std::get<EncoderTrace>(trace.network).attentionColumns = AttentionColumns::Features;
    QVERIFY(rowPermutationNull(trace, {}, {}).value().attention.isEmpty());
    QVERIFY(rowPermutationNull({EncoderTrace(), {}}, {}, {}).value().attention.isEmpty());
}

void TestNullSpectra::rangesAreQuantilesOverTheDraws()
{
    std::vector<double> values(21);
    std::iota(values.rbegin(), values.rend(), 0.0);
    const NullRange range = nullRange(values);
    QCOMPARE(range.low, 1.0);
    QCOMPARE(range.median, 10.0);
    QCOMPARE(range.high, 19.0);
    QCOMPARE(nullRange(std::vector{3.0}).high, 3.0);
}

void TestNullSpectra::whatIsNotThereIsUndefined()
{
    const NullSpectra spectra = rowPermutationNull(randomTrace(5), std::vector{HeadRef{}}, {}, {}).value();
    const auto median = [&](SpectrumMatrix matrix, HeadRef head) {
        return nullRange(SpectrumMeasure::EffectiveRank, spectra, matrix, head, {}).median;
    };
    QVERIFY(!std::isnan(median(SpectrumMatrix::Attention, {})));
    QVERIFY(std::isnan(median(SpectrumMatrix::Attention, {{1}, {0}})));
    QVERIFY(std::isnan(median(SpectrumMatrix::CenteredAttention, {})));
    QVERIFY(std::isnan(nullRange({}).median));
    QVERIFY(std::isnan(nullRange({1.0, std::nan("")}).low));
}

void TestNullSpectra::stopsWhenAsked()
{
    std::stop_source source;
    source.request_stop();
    QVERIFY(!rowPermutationNull(randomTrace(5), {}, source.get_token()));
}

ATTNSCOPE_TEST(TestNullSpectra, tests::NoApplication)
#include "tst_null_spectra.moc"
