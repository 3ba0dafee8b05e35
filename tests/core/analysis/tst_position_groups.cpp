#include "core/analysis/measures/position_groups.h"
#include "tests/support/test_program.h"

#include <QTest>

#include <cmath>

using core::PositionGroup;

class PositionGroupsTest : public QObject
{
    Q_OBJECT

private slots:
    void firstGroupThatFitsCounts();
    void meansAreTakenGroupByGroup();
    void groupWithoutAPairIsNotDefined();
    void uniformAttentionIsTheSameEverywhere();
};

void PositionGroupsTest::firstGroupThatFitsCounts()
{
    const std::vector<bool> isSpecial{true, false, false, false, true};
    QCOMPARE(core::groupOf(0, 0, isSpecial), PositionGroup::Diagonal);
    QCOMPARE(core::groupOf(0, 1, isSpecial), PositionGroup::Special);
    QCOMPARE(core::groupOf(2, 4, isSpecial), PositionGroup::Special);
    QCOMPARE(core::groupOf(2, 1, isSpecial), PositionGroup::Neighbors);
    QCOMPARE(core::groupOf(1, 3, isSpecial), PositionGroup::Rest);
}

void PositionGroupsTest::meansAreTakenGroupByGroup()
{
    core::Matrix map(4, 4);
    map << 1, 2, 2, 2,  //
        2, 1, 5, 7,     //
        2, 5, 1, 6,     //
        2, 9, 4, 1;
    const auto means = core::groupMeans(core::viewOf(map), {true, false, false, false});
    QCOMPARE(means[0], 1.0);
    QCOMPARE(means[1], 2.0);
    QCOMPARE(means[2], 5.0);
    QCOMPARE(means[3], 8.0);
}

void PositionGroupsTest::groupWithoutAPairIsNotDefined()
{
    const core::Matrix map = core::Matrix::Identity(2, 2);
    const auto means = core::groupMeans(core::viewOf(map), {true, true});
    QCOMPARE(means[0], 1.0);
    QCOMPARE(means[1], 0.0);
    QVERIFY(std::isnan(means[2]) && std::isnan(means[3]));
}

void PositionGroupsTest::uniformAttentionIsTheSameEverywhere()
{
    const core::Matrix map = core::Matrix::Constant(8, 8, 0.125F);
    for (const double mean : core::groupMeans(core::viewOf(map), {true, false, false, false, false, false, false, true}))
        QCOMPARE(mean, 0.125);
}

ATTNSCOPE_TEST(PositionGroupsTest, tests::NoApplication)
#include "tst_position_groups.moc"
