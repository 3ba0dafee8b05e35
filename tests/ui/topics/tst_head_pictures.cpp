#include "tests/support/test_program.h"
#include "ui/topics/attention/head_lines_view.h"
#include "ui/views/head_strip_view.h"
#include "ui/views/heat_map_view.h"

#include "tests/support/scripted_session.h"

#include <QApplication>
#include <QTest>

using namespace ui;
using core::TokenPosition;

namespace {

const std::vector<std::string> pieces{"[CLS]", "a", "tri", "##fle", "[SEP]"};

QPoint centerOf(const HeatMapPlot &plot, CellIndex cell)
{
    return plot.frame().cell(cell).center().toPoint();
}

QPoint labelOf(const HeadLinesView &view, LineSide side, int token)
{
    const HeadLinesFrame &frame = view.frame();
    return QPointF(side == LineSide::Query ? frame.queryEdge / 2 : (frame.keyEdge + frame.width) / 2, frame.centerOf(token))
        .toPoint();
}

}  // namespace

class TestHeadPictures : public QObject
{
    Q_OBJECT

private slots:
    void init() { scripted::prepareGuiTest(); }

    void hoveringACellHoversItEverywhere()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(1, 1, pieces));
        HeatMapView view(session.sources());
        scripted::showAt(view, 400, 460);
        QTest::mouseMove(view.plot(), centerOf(*view.plot(), {1, 3}));
        QCOMPARE(session.selection.cell().hoveredQuery, TokenPosition{1});
        QCOMPARE(session.selection.cell().hoveredKey, TokenPosition{3});
        QCOMPARE(view.plot()->highlights().hoveredRow, 1);
        QTest::mouseMove(view.plot(), {1, 1});
        QVERIFY(!session.selection.cell().hoveredQuery);
    }

    void clickLocksAndASecondClickLetsGo()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(1, 1, pieces));
        HeatMapView view(session.sources());
        scripted::showAt(view, 400, 460);
        QTest::mouseClick(view.plot(), Qt::LeftButton, {}, centerOf(*view.plot(), {2, 4}));
        QCOMPARE(session.selection.cell().query, TokenPosition{2});
        QCOMPARE(session.selection.cell().key, TokenPosition{4});
        QTest::mouseClick(view.plot(), Qt::LeftButton, {}, centerOf(*view.plot(), {2, 4}));
        QVERIFY(!session.selection.cell().query && !session.selection.cell().key);
    }

    void keysMoveAndReleaseTheLock()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(1, 1, pieces));
        HeatMapView view(session.sources());
        scripted::showAt(view, 400, 460);
        QTest::keyClick(view.plot(), Qt::Key_Down);
        QTest::keyClick(view.plot(), Qt::Key_Down);
        QTest::keyClick(view.plot(), Qt::Key_Right);
        QCOMPARE(session.selection.cell().query, TokenPosition{1});
        QCOMPARE(session.selection.cell().key, TokenPosition{1});
        QTest::keyClick(view.plot(), Qt::Key_Escape);
        QVERIFY(!session.selection.cell().query);
    }

    void wordsAreSelectedByTheirFirstToken()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(1, 1, pieces));
        session.workbench.change([](core::WorkbenchState &state) {
            state.display.unit = core::TokenUnit::Word;
            state.display.specialTokens = core::SpecialTokenMode::Hide;
        });
        HeatMapView view(session.sources());
        scripted::showAt(view, 400, 460);
        QCOMPARE(view.plot()->figure().values.rows(), 2);
        QTest::mouseClick(view.plot(), Qt::LeftButton, {}, centerOf(*view.plot(), {1, 0}));
        QCOMPARE(session.selection.cell().query, TokenPosition{2});
        QCOMPARE(session.selection.cell().key, TokenPosition{1});
        session.selection.lock(TokenPosition{3}, TokenPosition{0});
        QCOMPARE(view.plot()->highlights().row, 1);
        QVERIFY(!view.plot()->highlights().column);
    }

    void otherHeadIsDrawnWhenSelected()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(2, 2, pieces));
        HeatMapView view(session.sources());
        scripted::showAt(view, 400, 460);
        session.selection.selectHead({{1}, {1}});
        QCOMPARE(view.plot()->figure().title, std::string("L1 H1"));
        session.show(scripted::randomEncoder(1, 1, pieces));
        QCOMPARE(view.plot()->figure().title, std::string("L0 H0"));
    }

    void linesIsolateTheTokenUnderThePointer()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(1, 1, pieces));
        HeadLinesView view(session.sources());
        scripted::showAt(view, 300, 300);
        QTest::mouseMove(&view, labelOf(view, LineSide::Query, 2));
        QCOMPARE(session.selection.cell().hoveredQuery, TokenPosition{2});
        QVERIFY(!session.selection.cell().hoveredKey);
        QTest::mouseMove(&view, labelOf(view, LineSide::Key, 1));
        QCOMPARE(session.selection.cell().hoveredKey, TokenPosition{1});
        QVERIFY(!session.selection.cell().hoveredQuery);
    }

    void linesLockAndLetGo()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(1, 1, pieces));
        HeadLinesView view(session.sources());
        scripted::showAt(view, 300, 300);
        QTest::mouseClick(&view, Qt::LeftButton, {}, labelOf(view, LineSide::Query, 1));
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(session.selection.cell().query, TokenPosition{2});
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(session.selection.cell().key, TokenPosition{2});
        QVERIFY(!session.selection.cell().query);
        QTest::keyClick(&view, Qt::Key_Escape);
        QVERIFY(!session.selection.cell().key);
        QTest::mouseClick(&view, Qt::LeftButton, {}, labelOf(view, LineSide::Key, 4));
        QTest::mouseClick(&view, Qt::LeftButton, {}, labelOf(view, LineSide::Key, 4));
        QVERIFY(!session.selection.cell().key);
    }

    void stripsSelectHeadAndWord()
    {
        scripted::Session session;
        session.show(scripted::randomLama(4, {"a", "fine", "film"}));
        HeadStripView view(session.sources());
        scripted::showAt(view, 500, 300);
        QCOMPARE(view.plot()->figure().values.rows(), 5);
        QTest::mouseClick(view.plot(), Qt::LeftButton, {}, centerOf(*view.plot(), {2, 1}));
        QCOMPARE(session.selection.cell().head, (core::HeadRef{{0}, {2}}));
        QCOMPARE(session.selection.cell().key, TokenPosition{1});
        QTest::mouseClick(view.plot(), Qt::LeftButton, {}, centerOf(*view.plot(), {4, 2}));
        QCOMPARE(session.selection.cell().head, (core::HeadRef{{0}, {2}}));
        QCOMPARE(session.selection.cell().key, TokenPosition{2});
        QTest::keyClick(view.plot(), Qt::Key_Up);
        QTest::keyClick(view.plot(), Qt::Key_Left);
        QCOMPARE(session.selection.cell().head, (core::HeadRef{{0}, {1}}));
        QCOMPARE(session.selection.cell().key, TokenPosition{1});
    }
};

ATTNSCOPE_TEST(TestHeadPictures, QApplication)
#include "tst_head_pictures.moc"
