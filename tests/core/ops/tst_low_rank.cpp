#include "core/ops/low_rank.h"

#include "tests/support/matrix_compare.h"
#include "tests/support/reference_svd.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

namespace {

core::MutableMatrixView viewOf(core::Matrix &matrix)
{
    return {matrix.data(), matrix.rows(), matrix.cols()};
}

}  // namespace

class LowRankTest : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithTheSingularValueDecomposition_data();
    void agreesWithTheSingularValueDecomposition();
    void errorIsTheRestOfTheSpectrum();
    void fullRankLeavesTheMatrixAlone();
    void rankZeroLeavesNothing();
    void emptyMatrixStaysEmpty();
};

void LowRankTest::agreesWithTheSingularValueDecomposition_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    QTest::addColumn<int>("rank");
    QTest::newRow("square") << 12 << 12 << 3;
    QTest::newRow("tall") << 20 << 5 << 2;
    QTest::newRow("wide") << 4 << 17 << 3;
    QTest::newRow("rank one") << 9 << 9 << 1;
}

void LowRankTest::agreesWithTheSingularValueDecomposition()
{
    QFETCH(int, rows);
    QFETCH(int, columns);
    QFETCH(int, rank);
    core::Matrix matrix = support::randomMatrix(rows, columns, 5);
    const support::ReferenceSvd svd = support::referenceSvd(matrix.cast<double>());
    const Eigen::MatrixXd expected =
        svd.left.leftCols(rank) * svd.values.head(rank).asDiagonal() * svd.right.leftCols(rank).transpose();
    core::limitRank(viewOf(matrix), rank);
    QVERIFY((matrix.cast<double>() - expected).cwiseAbs().maxCoeff() < 1e-6);
}

void LowRankTest::errorIsTheRestOfTheSpectrum()
{
    const core::Matrix original = support::randomMatrix(10, 10, 6);
    core::Matrix matrix = original;
    core::limitRank(viewOf(matrix), 4);
    const Eigen::VectorXd sigma = support::referenceSingularValues(original.cast<double>());
    QVERIFY(std::abs((matrix - original).cast<double>().norm() - sigma.tail(6).norm()) < 1e-5);
}

void LowRankTest::fullRankLeavesTheMatrixAlone()
{
    const core::Matrix original = support::randomMatrix(6, 9, 7);
    core::Matrix matrix = original;
    core::limitRank(viewOf(matrix), 6);
    QVERIFY(matrix == original);
    core::limitRank(viewOf(matrix), 100);
    QVERIFY(matrix == original);
}

void LowRankTest::rankZeroLeavesNothing()
{
    core::Matrix matrix = support::randomMatrix(3, 3, 8);
    core::limitRank(viewOf(matrix), 0);
    QVERIFY(matrix.isZero(0.0F));
}

void LowRankTest::emptyMatrixStaysEmpty()
{
    core::Matrix matrix(0, 4);
    core::limitRank(viewOf(matrix), 2);
    QCOMPARE(matrix.size(), 0);
}

ATTNSCOPE_TEST(LowRankTest, tests::NoApplication)
#include "tst_low_rank.moc"
