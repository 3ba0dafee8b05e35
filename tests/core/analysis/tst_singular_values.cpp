#include "core/analysis/svd/singular_values.h"

#include "core/analysis/spectra/rank_measures.h"
#include "core/ops/softmax.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/reference_svd.h"
#include "tests/support/test_program.h"

#include <Eigen/QR>

#include <QTest>

#include <algorithm>
#include <cmath>
#include <vector>

namespace {

std::vector<double> spectrumOf(const core::Matrix &matrix)
{
    return core::singularValues(core::MatrixView(matrix.data(), matrix.rows(), matrix.cols()));
}

std::vector<double> productSpectrum(const core::Matrix &left, const core::Matrix &right)
{
    return core::singularValuesOfProduct({left.data(), left.rows(), left.cols()},
                                         {right.data(), right.rows(), right.cols()});
}

// size x columns with orthonormal columns.
Eigen::MatrixXd orthonormal(int size, int columns, unsigned seed)
{
    const Eigen::MatrixXd random = support::randomMatrix(size, columns, seed).cast<double>();
    return Eigen::HouseholderQR<Eigen::MatrixXd>(random).householderQ() * Eigen::MatrixXd::Identity(size, columns);
}

core::Matrix matrixWithSpectrum(int rows, int columns, const std::vector<double> &spectrum)
{
    const auto count = static_cast<int>(spectrum.size());
    const Eigen::VectorXd values = Eigen::Map<const Eigen::VectorXd>(spectrum.data(), count);
    const Eigen::MatrixXd matrix =
        orthonormal(rows, count, 1) * values.asDiagonal() * orthonormal(columns, count, 2).transpose();
    return matrix.cast<float>();
}

std::vector<double> spectrum(int count, double (*valueAt)(double share))
{
    std::vector<double> values;
    for (int index = 0; index < count; ++index)
        values.push_back(valueAt(count == 1 ? 0.0 : static_cast<double>(index) / (count - 1)));
    return values;
}

core::Matrix permutation(int size)
{
    core::Matrix matrix = core::Matrix::Zero(size, size);
    for (int row = 0; row < size; ++row)
        matrix(row, (5 * row + 3) % size) = 1.0F;
    return matrix;
}

core::Matrix randomAttention(int n, float sharpness, unsigned seed)
{
    core::Matrix attention = support::randomMatrix(n, n, seed, sharpness);
    core::softmaxRows(attention.data(), n, n);
    return attention;
}

int rankOf(const core::Matrix &matrix)
{
    const std::vector<double> sigma = spectrumOf(matrix);
    return core::numericalRank(sigma,
                               core::rankTolerance(sigma, static_cast<int>(matrix.rows()), static_cast<int>(matrix.cols())));
}

}  // namespace

class SingularValuesTest : public QObject
{
    Q_OBJECT

private slots:
    void findsADesignedSpectrum_data();
    void findsADesignedSpectrum();
    void agreesWithAnIndependentDecomposition_data();
    void agreesWithAnIndependentDecomposition();
    void areSortedAndNotNegative();
    void squaresSumToTheFrobeniusNorm();
    void transposedMatrixHasTheSame();
    void permutationHasOnes();
    void uniformMapHasOne();
    void oneHotRowsHaveAsManyAsTargets();
    void largestIsBetweenOneAndTheLargestColumn();
    void zerosHaveZeros();
    void emptyMatrixHasNone();
    void productAgreesWithItsDirectValues_data();
    void productAgreesWithItsDirectValues();
    void productOfDependentFactorsHasTheirRank();
    void productOfNothingHasNone();
};

void SingularValuesTest::findsADesignedSpectrum_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    QTest::addColumn<std::vector<double>>("expected");
    QTest::newRow("one number") << 1 << 1 << std::vector{0.75};
    QTest::newRow("linear") << 32 << 32 << spectrum(32, [](double share) { return 1.0 - 0.9 * share; });
    QTest::newRow("geometric over six decades")
        << 24 << 24 << spectrum(24, [](double share) { return std::pow(10.0, -6.0 * share); });
    QTest::newRow("all equal") << 17 << 17 << spectrum(17, [](double) { return 1.0; });
    QTest::newRow("two clusters") << 40 << 40 << spectrum(40, [](double share) { return share < 0.5 ? 1.0 : 0.25; });
    QTest::newRow("one large, the rest small")
        << 30 << 30 << spectrum(30, [](double share) { return share == 0.0 ? 1.0 : 1e-3; });
    QTest::newRow("wide") << 8 << 100 << spectrum(8, [](double share) { return 1.0 - 0.5 * share; });
    QTest::newRow("tall") << 100 << 8 << spectrum(8, [](double share) { return 1.0 - 0.5 * share; });
    QTest::newRow("257 values") << 257 << 257 << spectrum(257, [](double share) { return std::exp(-4.0 * share); });
}

void SingularValuesTest::findsADesignedSpectrum()
{
    QFETCH(int, rows);
    QFETCH(int, columns);
    QFETCH(std::vector<double>, expected);
    const std::vector<double> found = spectrumOf(matrixWithSpectrum(rows, columns, expected));
    QCOMPARE(support::difference(found, expected, 1e-6), QString());
}

void SingularValuesTest::agreesWithAnIndependentDecomposition_data()
{
    QTest::addColumn<core::Matrix>("matrix");
    QTest::newRow("soft attention") << randomAttention(33, 0.5F, 3);
    QTest::newRow("attention") << randomAttention(64, 2.0F, 4);
    QTest::newRow("sharp attention") << randomAttention(48, 20.0F, 5);
    QTest::newRow("scores") << support::randomMatrix(31, 31, 6, 3.0F);
    QTest::newRow("one row") << support::randomMatrix(1, 40, 7);
    QTest::newRow("tiny values") << support::randomMatrix(12, 12, 8, 1e-20F);
    QTest::newRow("huge values") << support::randomMatrix(12, 12, 9, 1e20F);
}

void SingularValuesTest::agreesWithAnIndependentDecomposition()
{
    QFETCH(core::Matrix, matrix);
    const Eigen::VectorXd exact = support::referenceSingularValues(matrix.cast<double>());
    const std::vector<double> expected(exact.begin(), exact.end());
    QCOMPARE(support::difference(spectrumOf(matrix), expected, 1e-6 * expected.front()), QString());
}

void SingularValuesTest::areSortedAndNotNegative()
{
    const std::vector<double> sigma = spectrumOf(randomAttention(50, 3.0F, 10));
    QCOMPARE(sigma.size(), 50U);
    QVERIFY(std::ranges::is_sorted(sigma, std::ranges::greater()));
    QVERIFY(sigma.back() >= 0.0);
}

void SingularValuesTest::squaresSumToTheFrobeniusNorm()
{
    const core::Matrix matrix = randomAttention(37, 2.0F, 11);
    double energy = 0.0;
    for (const double value : spectrumOf(matrix))
        energy += value * value;
    QVERIFY(std::abs(energy - matrix.cast<double>().squaredNorm()) < 1e-9);
}

void SingularValuesTest::transposedMatrixHasTheSame()
{
    const core::Matrix matrix = support::randomMatrix(9, 23, 12);
    QCOMPARE(support::difference(spectrumOf(matrix.transpose()), spectrumOf(matrix), 1e-9), QString());
}

void SingularValuesTest::permutationHasOnes()
{
    QCOMPARE(support::difference(spectrumOf(permutation(32)), std::vector<double>(32, 1.0), 1e-12), QString());
    QCOMPARE(rankOf(permutation(32)), 32);
    QVERIFY(std::abs(core::effectiveRank(spectrumOf(permutation(32))) - 32.0) < 1e-9);
}

void SingularValuesTest::uniformMapHasOne()
{
    const core::Matrix uniform = core::Matrix::Constant(16, 16, 1.0F / 16.0F);
    const std::vector<double> sigma = spectrumOf(uniform);
    QVERIFY(std::abs(sigma.front() - 1.0) < 1e-12);
    QCOMPARE(rankOf(uniform), 1);
    QVERIFY(std::abs(core::effectiveRank(sigma) - 1.0) < 1e-5);
    QVERIFY(std::abs(core::stableRank(sigma) - 1.0) < 1e-9);
}

void SingularValuesTest::oneHotRowsHaveAsManyAsTargets()
{
    core::Matrix matrix = core::Matrix::Zero(20, 20);
    for (int row = 0; row < 20; ++row)
        matrix(row, 3 * (row % 5)) = 1.0F;
    QCOMPARE(rankOf(matrix), 5);
}

// Every row sums to 1, so 1 <= sigma_1 <= sqrt(largest column sum) for a row-stochastic map.
void SingularValuesTest::largestIsBetweenOneAndTheLargestColumn()
{
    for (const float sharpness : {0.1F, 1.0F, 4.0F, 30.0F}) {
        const core::Matrix attention = randomAttention(29, sharpness, 13);
        const double largest = spectrumOf(attention).front();
        QVERIFY(largest >= 1.0 - 1e-6);
        QVERIFY(largest <= std::sqrt(attention.cast<double>().colwise().sum().maxCoeff()) + 1e-6);
    }
}

void SingularValuesTest::zerosHaveZeros()
{
    QCOMPARE(spectrumOf(core::Matrix::Zero(4, 6)), std::vector<double>(4, 0.0));
}

void SingularValuesTest::emptyMatrixHasNone()
{
    QVERIFY(spectrumOf(core::Matrix(0, 0)).empty());
    QVERIFY(spectrumOf(core::Matrix(3, 0)).empty());
}

void SingularValuesTest::productAgreesWithItsDirectValues_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    QTest::addColumn<int>("inner");
    QTest::newRow("thin") << 100 << 100 << 16;
    QTest::newRow("one feature") << 40 << 40 << 1;
    QTest::newRow("as many features as tokens") << 24 << 24 << 24;
    QTest::newRow("more features than tokens") << 10 << 10 << 64;
    QTest::newRow("thin on one side") << 200 << 7 << 32;
    QTest::newRow("one token") << 1 << 1 << 8;
}

void SingularValuesTest::productAgreesWithItsDirectValues()
{
    QFETCH(int, rows);
    QFETCH(int, columns);
    QFETCH(int, inner);
    const core::Matrix left = support::randomMatrix(rows, inner, 1);
    const core::Matrix right = support::randomMatrix(columns, inner, 2);
    const Eigen::MatrixXd product = left.cast<double>() * right.cast<double>().transpose();
    const Eigen::VectorXd exact = support::referenceSingularValues(product);
    const std::vector<double> found = productSpectrum(left, right);
    QCOMPARE(static_cast<int>(found.size()), std::min({rows, columns, inner}));
    const std::vector<double> expected(exact.begin(), exact.begin() + static_cast<std::ptrdiff_t>(found.size()));
    QCOMPARE(support::difference(found, expected, 1e-6 * expected.front()), QString());
}

void SingularValuesTest::productOfDependentFactorsHasTheirRank()
{
    core::Matrix left = support::randomMatrix(50, 8, 3);
    left.rightCols(5) = left.leftCols(3) * support::randomMatrix(3, 5, 4);
    const std::vector<double> sigma = productSpectrum(left, support::randomMatrix(50, 8, 5));
    QCOMPARE(core::numericalRank(sigma, core::rankTolerance(sigma, 50, 50)), 3);
}

void SingularValuesTest::productOfNothingHasNone()
{
    QVERIFY(productSpectrum(core::Matrix(0, 4), core::Matrix(0, 4)).empty());
    QVERIFY(productSpectrum(core::Matrix(3, 0), core::Matrix(3, 0)).empty());
}

ATTNSCOPE_TEST(SingularValuesTest, tests::NoApplication)
#include "tst_singular_values.moc"
