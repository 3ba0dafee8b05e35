#include "core/analysis/spectra/centered_attention.h"

#include "core/analysis/spectra/rank_measures.h"
#include "core/ops/softmax.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <limits>

namespace {

// The map of random scores Q K^T / sqrt(dh), over the keys before each query only where it is causal.
core::Matrix attentionOf(int n, int headSize, bool isCausal, unsigned seed)
{
    core::Matrix map = support::randomMatrix(n, headSize, seed) * support::randomMatrix(n, headSize, seed + 1).transpose();
    map /= std::sqrt(static_cast<float>(headSize));
    for (int query = 0; isCausal && query < n; ++query)
        map.row(query).tail(n - query - 1).setConstant(-std::numeric_limits<float>::infinity());
    core::softmaxRows(map.data(), n, n);
    return map;
}

int neededSizeOf(const core::Matrix &map)
{
    return core::neededHeadSize(core::viewOf(map));
}

}  // namespace

class CenteredAttentionTest : public QObject
{
    Q_OBJECT

private slots:
    void centeredRowsSumToZero();
    void mapNeedsTheHeadSizeThatMadeIt_data();
    void mapNeedsTheHeadSizeThatMadeIt();
    void noMapNeedsMoreThanOneLessThanItsTokens();
    void uniformMapNeedsNone();
    void nearlyUniformMapIsNotJudgedByItsRounding();
    void maskedCellsAreLeftOut();
    void maskedUniformMapNeedsNone();
    void rowWithoutAKeyNeedsNone();
    void negativeCellsAreNotANumber();
};

void CenteredAttentionTest::centeredRowsSumToZero()
{
    const core::Matrix map = attentionOf(9, 4, false, 1);
    core::DoubleMatrix centered;
    core::centerRows(core::viewOf(map), centered);
    QVERIFY(centered.rowwise().sum().cwiseAbs().maxCoeff() < 1e-15);
    QVERIFY((centered.colwise() + map.cast<double>().rowwise().mean() - map.cast<double>()).norm() < 1e-15);
    core::centerLog(core::viewOf(map), centered);
    QVERIFY(centered.rowwise().sum().cwiseAbs().maxCoeff() < 1e-12);
}

void CenteredAttentionTest::mapNeedsTheHeadSizeThatMadeIt_data()
{
    QTest::addColumn<int>("n");
    QTest::addColumn<int>("headSize");
    for (const int n : {16, 48, 128})
        for (const int headSize : {1, 2, 8, 14})
            QTest::addRow("%d tokens, head size %d", n, headSize) << n << headSize;
}

void CenteredAttentionTest::mapNeedsTheHeadSizeThatMadeIt()
{
    QFETCH(int, n);
    QFETCH(int, headSize);
    QCOMPARE(neededSizeOf(attentionOf(n, headSize, false, 3)), headSize);
}

void CenteredAttentionTest::noMapNeedsMoreThanOneLessThanItsTokens()
{
    QCOMPARE(neededSizeOf(attentionOf(12, 40, false, 5)), 11);
    QCOMPARE(neededSizeOf(core::Matrix::Ones(1, 1)), 0);
}

void CenteredAttentionTest::uniformMapNeedsNone()
{
    QCOMPARE(neededSizeOf(core::Matrix::Constant(10, 10, 0.1F)), 0);
}

void CenteredAttentionTest::nearlyUniformMapIsNotJudgedByItsRounding()
{
    core::Matrix map = 1e-3F * support::randomMatrix(32, 2, 6) * support::randomMatrix(2, 32, 7);
    core::softmaxRows(map.data(), 32, 32);
    QCOMPARE(neededSizeOf(map), 2);
}

void CenteredAttentionTest::maskedCellsAreLeftOut()
{
    const core::Matrix map{{0.5F, 0.5F, 0.0F}, {0.8F, 0.0F, 0.2F}, {0.0F, 0.0F, 1.0F}};
    core::DoubleMatrix centered;
    core::centerLog(core::viewOf(map), centered);
    const double half = std::log(4.0) / 2.0;
    const core::DoubleMatrix expected{{0.0, 0.0, 0.0}, {half, 0.0, -half}, {0.0, 0.0, 0.0}};
    QVERIFY((centered - expected).norm() < 1e-6);
    QCOMPARE(neededSizeOf(map), 1);
}

void CenteredAttentionTest::maskedUniformMapNeedsNone()
{
    core::Matrix map = core::Matrix::Zero(6, 6);
    for (int query = 0; query < 6; ++query)
        map.row(query).head(query + 1).setConstant(1.0F / static_cast<float>(query + 1));
    QCOMPARE(neededSizeOf(map), 0);
}

void CenteredAttentionTest::rowWithoutAKeyNeedsNone()
{
    QCOMPARE(neededSizeOf(core::Matrix::Zero(4, 4)), 0);
    QCOMPARE(neededSizeOf(core::Matrix(0, 0)), 0);
}

void CenteredAttentionTest::negativeCellsAreNotANumber()
{
    const core::Matrix map{{1.5F, -0.5F}, {0.5F, 0.5F}};
    core::DoubleMatrix centered;
    core::centerLog(core::viewOf(map), centered);
    QVERIFY(std::isnan(centered(0, 1)));
    QCOMPARE(neededSizeOf(map), 0);
}

ATTNSCOPE_TEST(CenteredAttentionTest, tests::NoApplication)
#include "tst_centered_attention.moc"
