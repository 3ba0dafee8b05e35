#include "core/ops/softmax.h"

#include "tests/support/matrix_compare.h"
#include "tests/support/slope.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <limits>

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

core::Matrix softmaxOf(core::Matrix values)
{
    core::softmaxRows(values.data(), static_cast<int>(values.rows()), static_cast<int>(values.cols()));
    return values;
}

core::Matrix softmaxOfColumns(core::Matrix values)
{
    core::softmaxColumns(values.data(), static_cast<int>(values.rows()), static_cast<int>(values.cols()), values.cols());
    return values;
}

}  // namespace

class SoftmaxTest : public QObject
{
    Q_OBJECT

private slots:
    void equalsTheFormula_data();
    void equalsTheFormula();
    void rowsSumToOne_data();
    void rowsSumToOne();
    void minusInfinityGetsNothing();
    void rowOfMinusInfinityBecomesZero();
    void shiftOfARowChangesNothing();
    void hugeScoresDoNotOverflow();
    void notANumberSpoilsItsRowOnly();
    void columnsEqualTheFormula_data() { equalsTheFormula_data(); }
    void columnsEqualTheFormula();
    void columnOfMinusInfinityBecomesZero();
    void notANumberSpoilsItsColumnOnly();
    void gradientIsTheSlope();
};

void SoftmaxTest::equalsTheFormula_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    QTest::addColumn<float>("deviation");
    QTest::newRow("one value") << 1 << 1 << 1.0F;
    QTest::newRow("one column") << 9 << 1 << 5.0F;
    QTest::newRow("one row") << 1 << 33 << 1.0F;
    QTest::newRow("odd sizes") << 13 << 37 << 2.0F;
    QTest::newRow("sharp") << 7 << 17 << 30.0F;
    QTest::newRow("long rows") << 3 << 4099 << 3.0F;
}

void SoftmaxTest::equalsTheFormula()
{
    QFETCH(int, rows);
    QFETCH(int, columns);
    QFETCH(float, deviation);
    const core::Matrix scores = support::randomMatrix(rows, columns, 1, deviation);
    QCOMPARE(support::difference(softmaxOf(scores), support::softmaxOfRows(support::toReference(scores)), 1e-6), QString());
}

void SoftmaxTest::rowsSumToOne_data()
{
    QTest::addColumn<int>("columns");
    for (const int columns : {1, 2, 7, 16, 31, 128, 513, 4096})
        QTest::addRow("%d", columns) << columns;
}

void SoftmaxTest::rowsSumToOne()
{
    QFETCH(int, columns);
    const core::Matrix attention = softmaxOf(support::randomMatrix(5, columns, 2, 4.0F));
    QVERIFY(attention.minCoeff() >= 0.0F);
    for (const double sum : attention.cast<double>().rowwise().sum())
        QVERIFY2(std::abs(sum - 1.0) < 1e-6, qPrintable(QString::number(sum, 'g', 9)));
}

void SoftmaxTest::minusInfinityGetsNothing()
{
    const core::Matrix scores{{0.0F, -infinity, 0.0F, -infinity}, {-infinity, -infinity, -infinity, -40.0F}};
    const core::Matrix expected{{0.5F, 0.0F, 0.5F, 0.0F}, {0.0F, 0.0F, 0.0F, 1.0F}};
    QCOMPARE(support::difference(softmaxOf(scores), expected, 0.0), QString());
}

void SoftmaxTest::rowOfMinusInfinityBecomesZero()
{
    const core::Matrix scores{{1.0F, 1.0F}, {-infinity, -infinity}, {1.0F, 1.0F}};
    const core::Matrix expected{{0.5F, 0.5F}, {0.0F, 0.0F}, {0.5F, 0.5F}};
    QCOMPARE(support::difference(softmaxOf(scores), expected, 0.0), QString());
}

void SoftmaxTest::shiftOfARowChangesNothing()
{
    const core::Matrix scores = support::randomMatrix(6, 21, 3);
    const core::Matrix shifted = scores.array() + 64.0F;
    QCOMPARE(support::difference(softmaxOf(shifted), softmaxOf(scores), 1e-5), QString());
}

void SoftmaxTest::hugeScoresDoNotOverflow()
{
    const core::Matrix scores{{3e38F, 3e38F, -3e38F}, {-3e38F, -3e38F, -3e38F}};
    const core::Matrix expected{{0.5F, 0.5F, 0.0F}, {1.0F / 3.0F, 1.0F / 3.0F, 1.0F / 3.0F}};
    QCOMPARE(support::difference(softmaxOf(scores), expected, 1e-7), QString());
}

// So that an overflow further up is not hidden here.
void SoftmaxTest::notANumberSpoilsItsRowOnly()
{
    const float none = std::numeric_limits<float>::quiet_NaN();
    const core::Matrix attention =
        softmaxOf(core::Matrix{{0.0F, none, 0.0F}, {0.0F, 0.0F, -infinity}, {infinity, 0.0F, 0.0F}});
    QVERIFY(attention.row(0).hasNaN());
    QVERIFY(attention.row(1).allFinite());
    QVERIFY(attention.row(2).hasNaN());
}

// In the middle of a wider matrix, whose other columns stay as they are.
void SoftmaxTest::columnsEqualTheFormula()
{
    QFETCH(int, rows);
    QFETCH(int, columns);
    QFETCH(float, deviation);
    const core::Matrix before = support::randomMatrix(rows, columns + 5, 4, deviation);
    core::Matrix after = before;
    core::softmaxColumns(after.data() + 2, rows, columns, after.cols());
    const core::Matrix middle = before.middleCols(2, columns);
    const auto expected = support::transposed(support::softmaxOfRows(support::transposed(support::toReference(middle))));
    QCOMPARE(support::difference(core::Matrix(after.middleCols(2, columns)), expected, 1e-6), QString());
    QVERIFY(after.leftCols(2) == before.leftCols(2));
    QVERIFY(after.rightCols(3) == before.rightCols(3));
}

void SoftmaxTest::columnOfMinusInfinityBecomesZero()
{
    const core::Matrix scores{{1.0F, -infinity, -infinity}, {1.0F, -infinity, -40.0F}};
    const core::Matrix expected{{0.5F, 0.0F, 0.0F}, {0.5F, 0.0F, 1.0F}};
    QCOMPARE(support::difference(softmaxOfColumns(scores), expected, 0.0), QString());
}

void SoftmaxTest::notANumberSpoilsItsColumnOnly()
{
    const float none = std::numeric_limits<float>::quiet_NaN();
    const core::Matrix attention = softmaxOfColumns(core::Matrix{{0.0F, 0.0F, infinity}, {none, 0.0F, 0.0F}});
    QVERIFY(attention.col(0).hasNaN());
    QVERIFY(attention.col(1).allFinite());
    QVERIFY(attention.col(2).hasNaN());
}

// Of y = the sum of a row's attention, each with a weight of its own; by columns in the middle of a wider matrix.
void SoftmaxTest::gradientIsTheSlope()
{
    constexpr int rows = 5;
    constexpr int columns = 7;
    core::Matrix scores = support::randomMatrix(rows, columns, 1);
    scores(2, 3) = -infinity;
    scores.row(4).setConstant(-infinity);
    const core::Matrix weights = support::randomMatrix(rows, columns, 2);
    const core::Matrix attention = softmaxOf(scores);
    core::Matrix gradient = weights;
    core::softmaxRowsGradient(attention.data(), rows, columns, gradient.data());
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column) {
            const double expected = support::slope([&](double by) {
                support::ReferenceMatrix pushed = support::toReference(scores);
                pushed(row, column) += by;
                pushed = support::softmaxOfRows(pushed);
                double sum = 0.0;
                for (int key = 0; key < columns; ++key)
                    sum += pushed(row, key) * weights(row, key);
                return sum;
            });
            QVERIFY(std::abs(gradient(row, column) - expected) < 1e-6);
        }
    }

    core::Matrix wideAttention = core::Matrix::Zero(columns, rows + 3);
    wideAttention.middleCols(2, rows) = attention.transpose();
    core::Matrix wideGradient = core::Matrix::Constant(columns, rows + 3, 5.0F);
    wideGradient.middleCols(2, rows) = weights.transpose();
    core::softmaxColumnsGradient(wideAttention.data() + 2, columns, rows, rows + 3, wideGradient.data() + 2);
    QCOMPARE(support::difference(core::Matrix(wideGradient.middleCols(2, rows)), core::Matrix(gradient.transpose()), 1e-6),
             QString());
    QVERIFY((wideGradient.leftCols(2).array() == 5.0F).all() && (wideGradient.rightCols(1).array() == 5.0F).all());
}

ATTNSCOPE_TEST(SoftmaxTest, tests::NoApplication)
#include "tst_softmax.moc"
