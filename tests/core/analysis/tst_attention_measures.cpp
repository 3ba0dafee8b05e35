#include "core/analysis/measures/attention_measures.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

namespace {

core::MatrixView view(const core::Matrix &matrix)
{
    return {matrix.data(), matrix.rows(), matrix.cols()};
}

core::Matrix identity(int size)
{
    return core::Matrix::Identity(size, size);
}
core::Matrix uniform(int size)
{
    return core::Matrix::Constant(size, size, 1.0F / static_cast<float>(size));
}

core::Matrix previousToken(int size)
{
    core::Matrix map = core::Matrix::Zero(size, size);
    for (int query = 0; query < size; ++query)
        map(query, query == 0 ? 0 : query - 1) = 1.0F;
    return map;
}

}  // namespace

class AttentionMeasuresTest : public QObject
{
    Q_OBJECT

private slots:
    void knownMaps_data();
    void knownMaps();
    void entropyOfOneRow();
    void rowWithoutKeyCountsAsSharp();
    void mapOfZerosHasNoDistance();
    void mapWithoutColumnsHasNoMeasure_data();
    void mapWithoutColumnsHasNoMeasure();
    void notANumberShows();
};

void AttentionMeasuresTest::knownMaps_data()
{
    QTest::addColumn<core::Matrix>("map");
    QTest::addColumn<double>("entropy");
    QTest::addColumn<double>("distance");
    QTest::addColumn<double>("diagonal");
    QTest::newRow("one token") << identity(1) << 0.0 << 0.0 << 1.0;
    QTest::newRow("identity") << identity(9) << 0.0 << 0.0 << 1.0;
    // The mean of |i - j| over n x n is (n^2 - 1) / 3n.
    QTest::newRow("uniform") << uniform(8) << 1.0 << (64.0 - 1.0) / (3.0 * 8.0) / 8.0 << 1.0 / 8.0;
    QTest::newRow("uniform over three") << uniform(3) << 1.0 << 8.0 / 9.0 / 3.0 << 1.0 / 3.0;
    QTest::newRow("previous token") << previousToken(5) << 0.0 << 4.0 / 5.0 / 5.0 << 1.0 / 5.0;
    QTest::newRow("ends only") << core::Matrix{{0.0F, 0.0F, 1.0F}, {0.5F, 0.0F, 0.5F}, {1.0F, 0.0F, 0.0F}}
                               << std::log(2.0) / 3.0 / std::log(3.0) << 5.0 / 3.0 / 3.0 << 0.0;
}

void AttentionMeasuresTest::knownMaps()
{
    QFETCH(core::Matrix, map);
    QFETCH(double, entropy);
    QFETCH(double, distance);
    QFETCH(double, diagonal);
    QVERIFY2(std::abs(core::normalizedEntropy(view(map)) - entropy) < 1e-7,
             qPrintable(QString::number(core::normalizedEntropy(view(map)), 'g', 12)));
    QVERIFY2(std::abs(core::meanDistance(view(map)) - distance) < 1e-7,
             qPrintable(QString::number(core::meanDistance(view(map)), 'g', 12)));
    QVERIFY2(std::abs(core::diagonalMass(view(map)) - diagonal) < 1e-7,
             qPrintable(QString::number(core::diagonalMass(view(map)), 'g', 12)));
}

// LAMA's heads have no query axis: one row over the words.
void AttentionMeasuresTest::entropyOfOneRow()
{
    const core::Matrix row{{0.25F, 0.25F, 0.25F, 0.25F}};
    QVERIFY(std::abs(core::normalizedEntropy(view(row)) - 1.0) < 1e-12);
}

void AttentionMeasuresTest::rowWithoutKeyCountsAsSharp()
{
    const core::Matrix map{{0.5F, 0.5F}, {0.0F, 0.0F}};
    QVERIFY(std::abs(core::normalizedEntropy(view(map)) - 0.5) < 1e-12);
    QVERIFY(std::abs(core::diagonalMass(view(map)) - 0.25) < 1e-12);
}

void AttentionMeasuresTest::mapOfZerosHasNoDistance()
{
    const core::Matrix map = core::Matrix::Zero(3, 3);
    QCOMPARE(core::normalizedEntropy(view(map)), 0.0);
    QVERIFY(std::isnan(core::meanDistance(view(map))));
    QCOMPARE(core::diagonalMass(view(map)), 0.0);
}

void AttentionMeasuresTest::mapWithoutColumnsHasNoMeasure_data()
{
    QTest::addColumn<core::Matrix>("map");
    QTest::newRow("nothing") << core::Matrix(0, 0);
    QTest::newRow("heads without words") << core::Matrix(4, 0);
    QTest::newRow("no query") << core::Matrix(0, 4);
}

void AttentionMeasuresTest::mapWithoutColumnsHasNoMeasure()
{
    QFETCH(core::Matrix, map);
    QVERIFY(std::isnan(core::normalizedEntropy(view(map))));
    QVERIFY(std::isnan(core::meanDistance(view(map))));
    QVERIFY(std::isnan(core::diagonalMass(view(map))));
}

void AttentionMeasuresTest::notANumberShows()
{
    core::Matrix map = uniform(4);
    map(2, 2) = std::numeric_limits<float>::quiet_NaN();
    QVERIFY(std::isnan(core::normalizedEntropy(view(map))));
    QVERIFY(std::isnan(core::meanDistance(view(map))));
    QVERIFY(std::isnan(core::diagonalMass(view(map))));
}

ATTNSCOPE_TEST(AttentionMeasuresTest, tests::NoApplication)
#include "tst_attention_measures.moc"
