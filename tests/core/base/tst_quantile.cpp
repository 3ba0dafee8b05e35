#include "core/base/quantile.h"

#include "tests/support/test_program.h"

#include <QTest>

class QuantileTest : public QObject
{
    Q_OBJECT

private slots:
    void isLinearBetweenNeighbors()
    {
        const std::vector<double> numbers{1, 2, 4, 8};
        QCOMPARE(core::quantileOfSorted(numbers, 0.0), 1.0);
        QCOMPARE(core::quantileOfSorted(numbers, 1.0), 8.0);
        QCOMPARE(core::quantileOfSorted(numbers, 0.5), 3.0);
        QCOMPARE(core::quantileOfSorted(numbers, 0.05), 1.15);  // numpy.quantile([1, 2, 4, 8], 0.05)
        QCOMPARE(core::quantileOfSorted(std::vector<float>{3.0F}, 0.7), 3.0);
    }
};

ATTNSCOPE_TEST(QuantileTest, tests::NoApplication)
#include "tst_quantile.moc"
