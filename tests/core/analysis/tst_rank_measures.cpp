#include "core/analysis/rank_measures.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <vector>

namespace {

bool isClose(double actual, double expected)
{
    return std::abs(actual - expected) < 1e-12;
}

}  // namespace

class RankMeasuresTest : public QObject
{
    Q_OBJECT

private slots:
    void toleranceFollowsTheLongerSide();
    void rankCountsWhatIsAboveTheTolerance();
    void knownSpectra_data();
    void knownSpectra();
    void measuresAreOrdered();
    void scaleChangesNothing();
    void nothingHasRankZero();
};

void RankMeasuresTest::toleranceFollowsTheLongerSide()
{
    constexpr double epsilon = std::numeric_limits<float>::epsilon();
    const std::vector<double> sigma{4.0, 1.0};
    QVERIFY(isClose(core::defaultRankTolerance(sigma, 2, 2), 8.0 * epsilon));
    QVERIFY(isClose(core::defaultRankTolerance(sigma, 2, 50), 200.0 * epsilon));
    QVERIFY(isClose(core::defaultRankTolerance(sigma, 50, 2), 200.0 * epsilon));
}

void RankMeasuresTest::rankCountsWhatIsAboveTheTolerance()
{
    const std::vector<double> sigma{2.0, 1.0, 0.5, 0.25};
    QCOMPARE(core::numericalRank(sigma, 0.5), 2);
    QCOMPARE(core::numericalRank(sigma, 0.1), 4);
    QCOMPARE(core::numericalRank(sigma, 3.0), 0);
}

void RankMeasuresTest::knownSpectra_data()
{
    QTest::addColumn<std::vector<double>>("sigma");
    QTest::addColumn<double>("effective");
    QTest::addColumn<double>("stable");
    QTest::newRow("one value") << std::vector{3.0} << 1.0 << 1.0;
    QTest::newRow("one of many") << std::vector{3.0, 0.0, 0.0} << 1.0 << 1.0;
    QTest::newRow("four equal") << std::vector(4, 0.5) << 4.0 << 4.0;
    // exp of the entropy of (1/2, 1/4, 1/4) is 2^1.5; (4 + 1 + 1) / 4.
    QTest::newRow("two to one") << std::vector{2.0, 1.0, 1.0} << std::pow(2.0, 1.5) << 1.5;
}

void RankMeasuresTest::knownSpectra()
{
    QFETCH(std::vector<double>, sigma);
    QFETCH(double, effective);
    QFETCH(double, stable);
    QVERIFY2(isClose(core::effectiveRank(sigma), effective),
             qPrintable(QString::number(core::effectiveRank(sigma), 'g', 17)));
    QVERIFY2(isClose(core::stableRank(sigma), stable), qPrintable(QString::number(core::stableRank(sigma), 'g', 17)));
}

void RankMeasuresTest::measuresAreOrdered()
{
    std::vector<double> sigma;
    for (double value = 1.0; value > 1e-4; value *= 0.8) {
        sigma.push_back(value);
        const double effective = core::effectiveRank(sigma);
        const double stable = core::stableRank(sigma);
        QVERIFY(stable >= 1.0 && effective >= 1.0 - 1e-12);
        QVERIFY(effective <= static_cast<double>(sigma.size()) + 1e-12);
        QVERIFY(stable <= core::numericalRank(sigma, 0.0));
    }
}

void RankMeasuresTest::scaleChangesNothing()
{
    const std::vector<double> sigma{1.0, 0.7, 0.1};
    const std::vector<double> scaled{1e-9, 0.7e-9, 0.1e-9};
    QVERIFY(isClose(core::effectiveRank(scaled), core::effectiveRank(sigma)));
    QVERIFY(isClose(core::stableRank(scaled), core::stableRank(sigma)));
    QCOMPARE(core::numericalRank(scaled, core::defaultRankTolerance(scaled, 3, 3)), 3);
}

void RankMeasuresTest::nothingHasRankZero()
{
    for (const std::vector<double> &sigma : {std::vector<double>{}, std::vector<double>{0.0, 0.0}}) {
        QCOMPARE(core::defaultRankTolerance(sigma, 2, 2), 0.0);
        QCOMPARE(core::numericalRank(sigma, 0.0), 0);
        QCOMPARE(core::effectiveRank(sigma), 0.0);
        QCOMPARE(core::stableRank(sigma), 0.0);
    }
}

QTEST_APPLESS_MAIN(RankMeasuresTest)
#include "tst_rank_measures.moc"
