#include "core/analysis/statistics/running_statistics.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>
#include <limits>

class RunningStatisticsTest : public QObject
{
    Q_OBJECT

private slots:
    void knownNumbers();
    void quantilesLieBetweenTheNumbers();
    void nothingIsUndefined();
    void undefinedNumbersAreCountedApart();
    void largeOffsetsDoNotSpoilTheSpread();
    void quantilesOfManyAreThoseOfASample();
    void summaryHasTheQuantiles();
};

void RunningStatisticsTest::knownNumbers()
{
    core::RunningStatistics statistics;
    for (const double value : {2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0})
        statistics.add(value);
    QCOMPARE(statistics.count(), 8U);
    QCOMPARE(statistics.mean(), 5.0);
    QVERIFY(std::abs(statistics.deviation() - std::sqrt(32.0 / 7.0)) < 1e-12);
}

void RunningStatisticsTest::quantilesLieBetweenTheNumbers()
{
    core::RunningStatistics statistics;
    for (const double value : {4.0, 1.0, 3.0, 2.0})
        statistics.add(value);
    QCOMPARE(statistics.quantile(0.0), 1.0);
    QCOMPARE(statistics.quantile(0.25), 1.75);
    QCOMPARE(statistics.quantile(0.5), 2.5);
    QCOMPARE(statistics.quantile(1.0), 4.0);
    QCOMPARE(statistics.quantile(7.0), 4.0);
}

void RunningStatisticsTest::nothingIsUndefined()
{
    const core::RunningStatistics statistics;
    QVERIFY(std::isnan(statistics.mean()) && std::isnan(statistics.deviation()) && std::isnan(statistics.quantile(0.5)));
}

void RunningStatisticsTest::undefinedNumbersAreCountedApart()
{
    core::RunningStatistics statistics;
    statistics.add(std::numeric_limits<double>::quiet_NaN());
    statistics.add(3.0);
    QCOMPARE(statistics.count(), 1U);
    QCOMPARE(statistics.undefinedCount(), 1U);
    QCOMPARE(statistics.mean(), 3.0);
    QCOMPARE(statistics.deviation(), 0.0);
}

void RunningStatisticsTest::largeOffsetsDoNotSpoilTheSpread()
{
    core::RunningStatistics statistics;
    for (int index = 0; index < 1000; ++index)
        statistics.add(1e9 + index % 2);
    QVERIFY(std::abs(statistics.deviation() - 0.5) < 1e-3);
}

// In an order that favors neither end; what was kept first must not weigh more than what came last.
void RunningStatisticsTest::quantilesOfManyAreThoseOfASample()
{
    constexpr int many = 100000;
    core::RunningStatistics statistics;
    for (int index = 0; index < many; ++index)
        statistics.add(index);
    QCOMPARE(statistics.count(), static_cast<std::size_t>(many));
    QVERIFY(std::abs(statistics.mean() - (many - 1) / 2.0) < 1e-6);
    for (const double share : {0.05, 0.25, 0.5, 0.75, 0.95})
        QVERIFY(std::abs(statistics.quantile(share) / many - share) < 0.04);
}

void RunningStatisticsTest::summaryHasTheQuantiles()
{
    core::RunningStatistics statistics;
    for (int index = 0; index <= 100; ++index)
        statistics.add(index);
    statistics.add(std::numeric_limits<double>::quiet_NaN());
    const core::ValueSummary summary = core::summaryOf(statistics);
    QCOMPARE(summary.count, 101U);
    QCOMPARE(summary.undefined, 1U);
    QCOMPARE(summary.low, 5.0);
    QCOMPARE(summary.lowerQuartile, 25.0);
    QCOMPARE(summary.median, 50.0);
    QCOMPARE(summary.upperQuartile, 75.0);
    QCOMPARE(summary.high, 95.0);
    QVERIFY(std::isnan(core::summaryOf({}).median));
}

ATTNSCOPE_TEST(RunningStatisticsTest, tests::NoApplication)
#include "tst_running_statistics.moc"
