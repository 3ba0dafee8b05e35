#include "tests/support/test_program.h"
#include "ui/views/token_strip_view.h"

#include "tests/support/golden_image.h"
#include "tests/support/scripted_session.h"

#include <QApplication>
#include <QScrollBar>
#include <QTest>

using namespace ui;
using core::TokenPosition;

class TestTokenStripView : public QObject
{
    Q_OBJECT

private slots:
    void init() { scripted::prepareGuiTest(); }

    void chipsAreQueries()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(1, 1, {"[CLS]", "a", "tri", "##fle", "[SEP]"}));
        TokenStripView view(session.sources());
        scripted::showAt(view, 500, 43);
        QTest::mouseMove(view.viewport(), view.rectOf(3).center());
        QCOMPARE(session.selection.cell().hoveredQuery, TokenPosition{3});
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.rectOf(2).center());
        QCOMPARE(session.selection.cell().query, TokenPosition{2});
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.rectOf(2).center());
        QVERIFY(!session.selection.cell().query);
    }

    void keysMoveTheLock()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(1, 1, 6));
        TokenStripView view(session.sources());
        scripted::showAt(view, 700, 43);
        QTest::keyClick(&view, Qt::Key_Right);
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(session.selection.cell().query, TokenPosition{1});
        QTest::keyClick(&view, Qt::Key_End);
        QCOMPARE(session.selection.cell().query, TokenPosition{5});
        QTest::keyClick(&view, Qt::Key_Escape);
        QVERIFY(!session.selection.cell().query);
    }

    void lamaChipsAreWords()
    {
        scripted::Session session;
        session.show(scripted::randomLama(2, {"a", "fine", "film"}));
        TokenStripView view(session.sources());
        scripted::showAt(view, 500, 43);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.rectOf(1).center());
        QCOMPARE(session.selection.cell().key, TokenPosition{1});
        QVERIFY(!session.selection.cell().query);
    }

    void hundredsOfTokensWrapAndScroll()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(1, 1, 300));
        TokenStripView view(session.sources());
        scripted::showAt(view, 600, 85);
        QVERIFY(view.verticalScrollBar()->maximum() > 0);
        QTest::keyClick(&view, Qt::Key_End);
        QVERIFY(view.viewport()->rect().intersects(view.rectOf(299)));
        QCOMPARE(view.sizeHint().height(), 85);
    }

    void rightToLeftTextRunsFromTheRight()
    {
        scripted::Session session;
        session.show(scripted::randomEncoder(1, 1, {"[CLS]", "שלום", "עולם", "[SEP]"}));
        TokenStripView view(session.sources());
        scripted::showAt(view, 500, 43);
        QVERIFY(view.rectOf(0).left() > view.rectOf(1).left());
        QVERIFY(view.rectOf(0).right() > 490);
        QTest::keyClick(&view, Qt::Key_Left);
        QTest::keyClick(&view, Qt::Key_Left);
        QCOMPARE(session.selection.cell().query, TokenPosition{1});
    }

    void drawsImportance()
    {
        scripted::Session session;
        session.show(scripted::bertBase());
        session.selection.lock(TokenPosition{8}, TokenPosition{3});
        TokenStripView view(session.sources());
        scripted::showAt(view, 1060, 43);
        const QString difference =
            scripted::differenceFromGolden(view.grab().toImage(), QStringLiteral("token-strip-light"));
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }
};

ATTNSCOPE_TEST(TestTokenStripView, QApplication)
#include "tst_token_strip_view.moc"
