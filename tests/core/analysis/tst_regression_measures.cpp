#include "core/analysis/statistics/regression_measures.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

// Expected numbers from the textbook formulas, worked out in Python.
class RegressionMeasuresTest : public QObject
{
    Q_OBJECT

private slots:
    void errorsAreMeans()
    {
        const std::vector<double> predicted{1, 2, 4};
        const std::vector<double> labels{1, 4, 3};
        QCOMPARE(core::meanSquaredError(predicted, labels), 5.0 / 3);
        QCOMPARE(core::meanAbsoluteError(predicted, labels), 1.0);
    }

    void correlationsAreThoseOfSciPy()
    {
        const std::vector<double> predicted{0.5, 2.1, 2.1, 3.7, -1.0, 4.2};
        const std::vector<double> labels{1, 2, 3, 3, 0, 2.5};
        QVERIFY(std::abs(core::pearsonCorrelation(predicted, labels).value() - 0.8864411025714951) < 1e-12);
        QVERIFY(std::abs(core::spearmanCorrelation(predicted, labels).value() - 0.75) < 1e-12);
    }

    void equalValuesShareTheMeanOfTheirRanks()
    {
        QCOMPARE(core::sharedRanks(std::vector<double>{3, 1, 3, 3, -2}), (std::vector<double>{4, 2, 4, 4, 1}));
        QVERIFY(core::sharedRanks({}).empty());
    }

    void ranksOfFewTextsAreExact()
    {
        const std::vector<double> rising{1, 2, 3};
        const std::vector<double> mixed{1, 3, 2};
        QVERIFY(core::spearmanCorrelation(rising, mixed).value() == 0.5);
        const std::vector<double> huge{1e100, 2e100, 4e100};
        QVERIFY(std::abs(core::pearsonCorrelation(huge, huge).value_or(0) - 1) < 1e-12);
    }

    void oneTextOrAConstantHasNoCorrelation()
    {
        const std::vector<double> one{1};
        const std::vector<double> constant{2, 2, 2};
        const std::vector<double> rising{1, 2, 3};
        for (const auto correlation : {core::pearsonCorrelation, core::spearmanCorrelation}) {
            QVERIFY(!correlation(one, one));
            QVERIFY(!correlation(constant, rising));
            QVERIFY(!correlation(rising, constant));
            QCOMPARE(correlation(rising, rising).value(), 1.0);
        }
    }
};

ATTNSCOPE_TEST(RegressionMeasuresTest, tests::NoApplication)
#include "tst_regression_measures.moc"
