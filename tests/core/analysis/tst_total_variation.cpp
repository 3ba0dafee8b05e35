#include "core/analysis/measures/total_variation.h"

#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

using namespace core;

class TotalVariationTest : public QObject
{
    Q_OBJECT

private slots:
    void uniformRowsHaveNone();
    void oneHotRowsHaveAllButTheirShare();
    void keysThatAreLeftOutDoNotCount();
    void rowsWithOneKeySayNothing();
    void rowsOfZerosSayNothing();
    void headsAreComparedRowByRow();
    void nothingIsNotDefined();
};

void TotalVariationTest::uniformRowsHaveNone()
{
    const Matrix map = Matrix::Constant(3, 4, 0.25F);
    const RowMean found = variationFromUniform(viewOf(map), {}, 0);
    QCOMPARE(found.rows, 3U);
    QCOMPARE(found.mean(), 0.0);
}

void TotalVariationTest::oneHotRowsHaveAllButTheirShare()
{
    Matrix map = Matrix::Zero(2, 4);
    map(0, 1) = map(1, 3) = 1;
    QCOMPARE(variationFromUniform(viewOf(map), {}, 0).mean(), 0.75);
}

// Causal rows are uniform over what lies before them.
void TotalVariationTest::keysThatAreLeftOutDoNotCount()
{
    const PairMask causal = pairMask(1, 3, [](int, int query, int key) { return key <= query; });
    Matrix map(3, 3);
    map << 1, 0, 0, 0.5F, 0.5F, 0, 0.5F, 0.25F, 0.25F;
    const RowMean found = variationFromUniform(viewOf(map), causal, 0);
    QCOMPARE(found.rows, 2U);
    QVERIFY(std::abs(found.sum - 1.0 / 6) < 1e-7);
    QVERIFY(variationFromUniform(viewOf(map), {}, 0).mean() > 0.3);
}

void TotalVariationTest::rowsWithOneKeySayNothing()
{
    const PairMask diagonal = pairMask(2, 2, [](int head, int query, int key) { return head == 1 || query == key; });
    const Matrix identity = Matrix::Identity(2, 2);
    QCOMPARE(variationFromUniform(viewOf(identity), diagonal, 0).rows, 0U);
    QCOMPARE(variationFromUniform(viewOf(identity), diagonal, 1).mean(), 0.5);
    QCOMPARE(variationBetween(viewOf(identity), 0, viewOf(identity), 0, diagonal).rows, 0U);
    QCOMPARE(variationBetween(viewOf(identity), 0, viewOf(identity), 1, diagonal).mean(), 0.0);
}

// As a stored map has them whose query attends to nothing, or whose head was pruned.
void TotalVariationTest::rowsOfZerosSayNothing()
{
    const Matrix zeros = Matrix::Zero(2, 2);
    Matrix half = Matrix::Zero(2, 2);
    half(0, 0) = 1;
    QCOMPARE(variationFromUniform(viewOf(zeros), {}, 0).rows, 0U);
    QCOMPARE(variationFromUniform(viewOf(half), {}, 0).rows, 1U);
    QCOMPARE(variationFromUniform(viewOf(half), {}, 0).mean(), 0.5);
    QCOMPARE(variationBetween(viewOf(zeros), 0, viewOf(zeros), 1, {}).rows, 0U);
    QCOMPARE(variationBetween(viewOf(half), 0, viewOf(zeros), 1, {}).rows, 0U);
    QCOMPARE(variationBetween(viewOf(half), 0, viewOf(half), 1, {}).rows, 1U);
}

void TotalVariationTest::headsAreComparedRowByRow()
{
    Matrix one(2, 2);
    one << 1, 0, 0.5F, 0.5F;
    Matrix other(2, 2);
    other << 0, 1, 0.25F, 0.75F;
    RowMean found = variationBetween(viewOf(one), 0, viewOf(other), 1, {});
    QCOMPARE(found.sum, 1.25);
    QCOMPARE(found.mean(), 0.625);
    found.add({0, 2});
    QCOMPARE(found.mean(), 0.3125);
}

void TotalVariationTest::nothingIsNotDefined()
{
    QVERIFY(std::isnan(RowMean().mean()));
}

ATTNSCOPE_TEST(TotalVariationTest, tests::NoApplication)
#include "tst_total_variation.moc"
