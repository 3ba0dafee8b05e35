#include "core/analysis/weights/weight_product.h"

#include "tests/support/reference_svd.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace core;

namespace {

Matrix randomMatrix(int rows, int columns, std::uint64_t seed)
{
    Matrix matrix(rows, columns);
    for (Eigen::Index index = 0; index < matrix.size(); ++index)
        matrix.data()[index] =
            static_cast<float>(std::sin(static_cast<double>(seed) + 12.9898 * static_cast<double>(index)));
    return matrix;
}

// L^T R by plain loops.
DoubleMatrix denseProduct(const Matrix &left, const Matrix &right)
{
    DoubleMatrix dense = DoubleMatrix::Zero(left.cols(), right.cols());
    for (Eigen::Index row = 0; row < dense.rows(); ++row) {
        for (Eigen::Index column = 0; column < dense.cols(); ++column) {
            for (Eigen::Index inner = 0; inner < left.rows(); ++inner)
                dense(row, column) += static_cast<double>(left(inner, row)) * static_cast<double>(right(inner, column));
        }
    }
    return dense;
}

double squaredNorm(const DoubleMatrix &matrix)
{
    double sum = 0;
    for (Eigen::Index index = 0; index < matrix.size(); ++index)
        sum += matrix.data()[index] * matrix.data()[index];
    return sum;
}

}  // namespace

class WeightProductTest : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithTheDenseMatrix_data();
    void agreesWithTheDenseMatrix();
    void oneFactorGivesASymmetricMatrix();
    void turnedFactorsGiveAnAntisymmetricMatrix();
    void zerosAreNotDefined();
};

void WeightProductTest::agreesWithTheDenseMatrix_data()
{
    QTest::addColumn<int>("headSize");
    QTest::addColumn<int>("width");
    QTest::newRow("narrow head") << 3 << 20;
    QTest::newRow("one column") << 1 << 7;
    QTest::newRow("as wide as the model") << 6 << 6;
    QTest::newRow("wider than the model") << 9 << 5;
}

void WeightProductTest::agreesWithTheDenseMatrix()
{
    QFETCH(const int, headSize);
    QFETCH(const int, width);
    const Matrix left = randomMatrix(headSize, width, 1);
    const Matrix right = randomMatrix(headSize, width, 5);
    const DoubleMatrix dense = denseProduct(left, right);
    const Eigen::VectorXd expected = support::referenceSingularValues(dense);
    const WeightProduct found = weightProduct(left, right);
    QVERIFY(found.singularValues.size() <= static_cast<std::size_t>(std::max(headSize, 1)));
    for (Eigen::Index index = 0; index < expected.size(); ++index) {
        const auto place = static_cast<std::size_t>(index);
        const double value = place < found.singularValues.size() ? found.singularValues[place] : 0.0;
        QVERIFY2(std::abs(value - expected[index]) < 1e-5 * expected[0], qPrintable(QString::number(index)));
    }
    QVERIFY(std::abs(*found.stableRank() - squaredNorm(dense) / (expected[0] * expected[0])) < 1e-4);
    const double symmetric = squaredNorm((dense + dense.transpose()) / 2) / squaredNorm(dense);
    QVERIFY(std::abs(*found.symmetricShare - symmetric) < 1e-10);
    const double antisymmetric = squaredNorm((dense - dense.transpose()) / 2) / squaredNorm(dense);
    QVERIFY(std::abs(1 - *found.symmetricShare - antisymmetric) < 1e-10);
}

void WeightProductTest::oneFactorGivesASymmetricMatrix()
{
    const Matrix both = randomMatrix(4, 11, 3);
    QVERIFY(std::abs(*weightProduct(both, both).symmetricShare - 1) < 1e-12);
}

// L = (a, b), R = (b, -a): a b^T - b a^T.
void WeightProductTest::turnedFactorsGiveAnAntisymmetricMatrix()
{
    const Matrix left = randomMatrix(2, 8, 4);
    Matrix right(2, 8);
    right.row(0) = left.row(1);
    right.row(1) = -left.row(0);
    QVERIFY(std::abs(*weightProduct(left, right).symmetricShare) < 1e-12);
}

void WeightProductTest::zerosAreNotDefined()
{
    const Matrix zeros = Matrix::Zero(3, 5);
    const WeightProduct found = weightProduct(zeros, zeros);
    QVERIFY(!found.stableRank() && !found.symmetricShare);
    QVERIFY(std::ranges::all_of(found.singularValues, [](double value) { return value == 0; }));
}

ATTNSCOPE_TEST(WeightProductTest, tests::NoApplication)
#include "tst_weight_product.moc"
