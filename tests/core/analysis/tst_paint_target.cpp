#include "core/analysis/realizable/paint_target.h"
#include "tests/support/test_program.h"

#include <QTest>

using core::DoubleMatrix;

class PaintTargetTest : public QObject
{
    Q_OBJECT

private slots:
    void paintAddsHalfARow();
    void eraseTakesAllAndDividesTheRest();
    void lonelyShareIsSpreadOverTheOthers();
    void onlyTokenKeepsItsShare();
};

void PaintTargetTest::paintAddsHalfARow()
{
    DoubleMatrix target{{0.25, 0.75}, {0.5, 0.5}};
    core::paintShare(target, {.query = 0, .key = 0});
    QVERIFY(target.isApprox(DoubleMatrix{{0.5, 0.5}, {0.5, 0.5}}));
}

void PaintTargetTest::eraseTakesAllAndDividesTheRest()
{
    DoubleMatrix target{{0.25, 0.25, 0.5}, {0.2, 0.2, 0.6}, {1, 0, 0}};
    core::eraseShare(target, {.query = 0, .key = 2});
    QVERIFY(target.row(0).isApprox(DoubleMatrix{{0.5, 0.5, 0.0}}));
    QVERIFY(target.row(1).isApprox(DoubleMatrix{{0.2, 0.2, 0.6}}));
}

void PaintTargetTest::lonelyShareIsSpreadOverTheOthers()
{
    DoubleMatrix target{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    core::eraseShare(target, {.query = 1, .key = 1});
    QVERIFY(target.row(1).isApprox(DoubleMatrix{{0.5, 0.0, 0.5}}));
}

void PaintTargetTest::onlyTokenKeepsItsShare()
{
    DoubleMatrix target{{1}};
    core::eraseShare(target, {});
    QCOMPARE(target(0, 0), 1.0);
}

ATTNSCOPE_TEST(PaintTargetTest, tests::NoApplication)
#include "tst_paint_target.moc"
