#include "core/analysis/statistics/rank_tests.h"

#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

using Groups = std::vector<std::vector<double>>;

class RankTestsTest : public QObject
{
    Q_OBJECT

private slots:
    void twoGroupsAreMannAndWhitneys();
    void uCountsPairs();
    void moreAreKruskalAndWallis();
    void emptyGroupsAreLeftOut();
    void nothingToTellApart();
    void tailOfChiSquared();
};

// Ages of men and women at the onset of diabetes (Neuhäuser 2012), as SciPy's manual has them: U = 17, p = 0.111347.
void RankTestsTest::twoGroupsAreMannAndWhitneys()
{
    const auto result = core::rankTest(Groups{{19, 22, 16, 29, 24}, {20, 11, 17, 12}});
    QCOMPARE(result->test, core::RankTest::MannWhitney);
    QCOMPARE(result->statistic, 17.0);
    QVERIFY(std::abs(result->p - 0.11134688653314041) < 1e-9);
}

// Pairs in which the first group has more, ties as half.
void RankTestsTest::uCountsPairs()
{
    const Groups groups{{1, 2, 2, 5, 7}, {2, 3, 5, 5, 8, 9}};
    double pairs = 0;
    for (const double one : groups[0]) {
        for (const double other : groups[1])
            pairs += one > other ? 1 : one == other ? 0.5 : 0;
    }
    const auto result = core::rankTest(groups);
    QCOMPARE(result->statistic, pairs);
    const auto mirrored = core::rankTest(Groups{groups[1], groups[0]});
    QCOMPARE(mirrored->statistic, 30 - pairs);
    QVERIFY(std::abs(mirrored->p - result->p) < 1e-12);
    // 12 Var(U) = n1 n2 (N + 1 - sum of t^3 - t over N (N - 1)), three twos and three fives.
    const double deviation = std::sqrt(5.0 * 6.0 / 12.0 * (12.0 - (24.0 + 24.0) / 110.0));
    QVERIFY(std::abs(result->p - std::erfc((std::abs(pairs - 15) - 0.5) / deviation / std::sqrt(2.0))) < 1e-12);
}

// H = 7 and p = e^(-7/2), as SciPy's manual has it.
void RankTestsTest::moreAreKruskalAndWallis()
{
    const auto result = core::rankTest(Groups{{1, 1, 1}, {2, 2, 2}, {2, 2}});
    QCOMPARE(result->test, core::RankTest::KruskalWallis);
    QVERIFY(std::abs(result->statistic - 7) < 1e-9);
    QVERIFY(std::abs(result->p - std::exp(-3.5)) < 1e-9);
}

void RankTestsTest::emptyGroupsAreLeftOut()
{
    const auto two = core::rankTest(Groups{{1, 3, 5}, {}, {2, 4, 6}});
    QCOMPARE(two->test, core::RankTest::MannWhitney);
    QCOMPARE(two->statistic, 3.0);
}

void RankTestsTest::nothingToTellApart()
{
    QVERIFY(!core::rankTest(Groups{}));
    QVERIFY(!core::rankTest(Groups{{1, 2, 3}, {}}));
    QVERIFY(!core::rankTest(Groups{{4, 4}, {4, 4, 4}}));
    QVERIFY(core::rankTest(Groups{{1}, {2}}));
}

// The usual tables.
void RankTestsTest::tailOfChiSquared()
{
    QVERIFY(std::abs(core::chiSquaredAbove(3.841459, 1) - 0.05) < 1e-6);
    QVERIFY(std::abs(core::chiSquaredAbove(5.991465, 2) - 0.05) < 1e-6);
    QVERIFY(std::abs(core::chiSquaredAbove(11.070498, 5) - 0.05) < 1e-6);
    QVERIFY(std::abs(core::chiSquaredAbove(23.209251, 10) - 0.01) < 1e-6);
    QCOMPARE(core::chiSquaredAbove(0, 3), 1.0);
}

ATTNSCOPE_TEST(RankTestsTest, tests::NoApplication)
#include "tst_rank_tests.moc"
