#include "core/analysis/spectra/rank_measures.h"
#include "tests/support/test_program.h"

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
    void chosenToleranceReplacesMachineEpsilon();
    void sharesAndEnergiesAreCumulative();
    void sharesReachOneAndNeverFall();
    void energyRankIsTheFirstToReachTheShare();
    void sameRowsHaveNoResidual();
    void residualIsRelativeToTheWhole();
    void notFiniteIsNotANumber();
    void measuresAreOrdered();
    void scaleChangesNothing();
    void nothingHasRankZero();
};

void RankMeasuresTest::toleranceFollowsTheLongerSide()
{
    constexpr double epsilon = std::numeric_limits<float>::epsilon();
    const std::vector<double> sigma{4.0, 1.0};
    QVERIFY(isClose(core::rankTolerance(sigma, 2, 2), 8.0 * epsilon));
    QVERIFY(isClose(core::rankTolerance(sigma, 2, 50), 200.0 * epsilon));
    QVERIFY(isClose(core::rankTolerance(sigma, 50, 2), 200.0 * epsilon));
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
    QTest::addColumn<double>("nuclear");
    QTest::addColumn<double>("participation");
    QTest::newRow("one value") << std::vector{3.0} << 1.0 << 1.0 << 1.0 << 1.0;
    QTest::newRow("one of many") << std::vector{3.0, 0.0, 0.0} << 1.0 << 1.0 << 1.0 << 1.0;
    QTest::newRow("four equal") << std::vector(4, 0.5) << 4.0 << 4.0 << 4.0 << 4.0;
    // exp of the entropy of (1/2, 1/4, 1/4) is 2^1.5; (4 + 1 + 1) / 4; (2 + 1 + 1) / 2; (4 + 1 + 1)^2 / (16 + 1 + 1).
    QTest::newRow("two to one") << std::vector{2.0, 1.0, 1.0} << std::pow(2.0, 1.5) << 1.5 << 2.0 << 2.0;
}

void RankMeasuresTest::knownSpectra()
{
    QFETCH(std::vector<double>, sigma);
    QFETCH(double, effective);
    QFETCH(double, stable);
    QFETCH(double, nuclear);
    QFETCH(double, participation);
    QVERIFY(isClose(core::nuclearRank(sigma), nuclear));
    QVERIFY(isClose(core::participationRatio(sigma), participation));
    QVERIFY2(isClose(core::effectiveRank(sigma), effective),
             qPrintable(QString::number(core::effectiveRank(sigma), 'g', 17)));
    QVERIFY2(isClose(core::stableRank(sigma), stable), qPrintable(QString::number(core::stableRank(sigma), 'g', 17)));
}

void RankMeasuresTest::chosenToleranceReplacesMachineEpsilon()
{
    const std::vector<double> sigma{1.0, 0.1, 0.01, 0.001};
    QVERIFY(isClose(core::rankTolerance(sigma, 4, 2, 1e-3), 4e-3));
    QCOMPARE(core::numericalRank(sigma, core::rankTolerance(sigma, 4, 4, 1e-3)), 3);
    QCOMPARE(core::numericalRank(sigma, core::rankTolerance(sigma, 4, 4, 1e-2)), 2);
    QCOMPARE(core::rankTolerance(sigma, 4, 9, core::defaultRelativeTolerance), core::rankTolerance(sigma, 4, 9));
}

void RankMeasuresTest::sharesAndEnergiesAreCumulative()
{
    const std::vector<double> sigma{3.0, 2.0, 1.0};
    QCOMPARE(core::cumulativeShare(sigma, 0), 0.0);
    QVERIFY(isClose(core::cumulativeShare(sigma, 1), 3.0 / 6.0));
    QVERIFY(isClose(core::cumulativeShare(sigma, 2), 5.0 / 6.0));
    QVERIFY(isClose(core::cumulativeEnergy(sigma, 1), 9.0 / 14.0));
    QVERIFY(isClose(core::cumulativeEnergy(sigma, 2), 13.0 / 14.0));
}

void RankMeasuresTest::sharesReachOneAndNeverFall()
{
    const std::vector<double> sigma{5.0, 1.0, 0.5, 1e-9, 0.0};
    for (int k = 0; k < 5; ++k) {
        QVERIFY(core::cumulativeShare(sigma, k) <= core::cumulativeShare(sigma, k + 1));
        QVERIFY(core::cumulativeEnergy(sigma, k) <= core::cumulativeEnergy(sigma, k + 1));
    }
    for (const int k : {5, 6, 100}) {
        QCOMPARE(core::cumulativeShare(sigma, k), 1.0);
        QCOMPARE(core::cumulativeEnergy(sigma, k), 1.0);
    }
}

void RankMeasuresTest::energyRankIsTheFirstToReachTheShare()
{
    const std::vector<double> sigma{3.0, 2.0, 1.0};  // energies 9, 13 and 14 of 14
    QCOMPARE(core::energyRank(sigma), 2);
    QCOMPARE(core::energyRank(sigma, 0.5), 1);
    QCOMPARE(core::energyRank(sigma, 0.95), 3);
    QCOMPARE(core::energyRank(sigma, 1.0), 3);
    QCOMPARE(core::energyRank(std::vector{1.0, 0.0}, 1.0), 1);
    QCOMPARE(core::energyRank(std::vector(10, 0.3)), 9);
}

void RankMeasuresTest::sameRowsHaveNoResidual()
{
    const core::Matrix same = core::Matrix{{0.25F, 3.0F, -1.0F}}.replicate(7, 1);
    QVERIFY(core::residualToRankOne({same.data(), 7, 3}) < 1e-7);
    const core::Matrix zeros = core::Matrix::Zero(2, 2);
    QCOMPARE(core::residualToRankOne({zeros.data(), 2, 2}), 0.0);
    QCOMPARE(core::residualToRankOne({nullptr, 0, 5}), 0.0);
}

void RankMeasuresTest::residualIsRelativeToTheWhole()
{
    // Column means (2, 0); residual (1, 0) and (-1, 0) of (3, 0) and (1, 0).
    const core::Matrix rows{{3.0F, 0.0F}, {1.0F, 0.0F}};
    QVERIFY(isClose(core::residualToRankOne({rows.data(), 2, 2}), std::sqrt(2.0 / 10.0)));
    const core::Matrix opposite{{1.0F, 2.0F}, {-1.0F, -2.0F}};
    QVERIFY(isClose(core::residualToRankOne({opposite.data(), 2, 2}), 1.0));
}

void RankMeasuresTest::notFiniteIsNotANumber()
{
    const std::vector<double> sigma(3, std::numeric_limits<double>::quiet_NaN());
    QCOMPARE(core::numericalRank(sigma, core::rankTolerance(sigma, 3, 3)), 0);
    QCOMPARE(core::energyRank(sigma), 0);
    QVERIFY(std::isnan(core::effectiveRank(sigma)));
    QVERIFY(std::isnan(core::stableRank(sigma)));
    QVERIFY(std::isnan(core::nuclearRank(sigma)));
    QVERIFY(std::isnan(core::participationRatio(sigma)));
    QVERIFY(std::isnan(core::cumulativeShare(sigma, 1)));
    QVERIFY(std::isnan(core::cumulativeEnergy(sigma, 1)));
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
        QVERIFY(stable <= core::nuclearRank(sigma) + 1e-12);
        QVERIFY(core::nuclearRank(sigma) <= core::numericalRank(sigma, 0.0) + 1e-12);
        QVERIFY(core::participationRatio(sigma) >= 1.0 - 1e-12);
        QVERIFY(core::participationRatio(sigma) <= core::numericalRank(sigma, 0.0) + 1e-12);
    }
}

void RankMeasuresTest::scaleChangesNothing()
{
    const std::vector<double> sigma{1.0, 0.7, 0.1};
    const std::vector<double> scaled{1e-9, 0.7e-9, 0.1e-9};
    QVERIFY(isClose(core::effectiveRank(scaled), core::effectiveRank(sigma)));
    QVERIFY(isClose(core::stableRank(scaled), core::stableRank(sigma)));
    QCOMPARE(core::numericalRank(scaled, core::rankTolerance(scaled, 3, 3)), 3);
}

void RankMeasuresTest::nothingHasRankZero()
{
    for (const std::vector<double> &sigma : {std::vector<double>{}, std::vector<double>{0.0, 0.0}}) {
        QCOMPARE(core::rankTolerance(sigma, 2, 2), 0.0);
        QCOMPARE(core::numericalRank(sigma, 0.0), 0);
        QCOMPARE(core::effectiveRank(sigma), 0.0);
        QCOMPARE(core::stableRank(sigma), 0.0);
        QCOMPARE(core::nuclearRank(sigma), 0.0);
        QCOMPARE(core::participationRatio(sigma), 0.0);
        QCOMPARE(core::cumulativeShare(sigma, 1), 0.0);
        QCOMPARE(core::cumulativeEnergy(sigma, 1), 0.0);
        QCOMPARE(core::energyRank(sigma), 0);
    }
}

ATTNSCOPE_TEST(RankMeasuresTest, tests::NoApplication)
#include "tst_rank_measures.moc"
