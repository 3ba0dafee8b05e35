#include "tests/support/fail_on_warnings.h"
#include "tests/support/test_program.h"
#include "ui/panels/command_palette.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QTest>
#include <QVBoxLayout>

class CommandPaletteTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }
    void typingNarrowsTheListDown();
    void enterDoesWhatIsChosen();
    void arrowsChooseAndGoOnAtTheOtherEnd();
    void clickDoesIt();
    void escapeGivesTheFocusBack();
    void focusElsewhereCloses();
    void nothingFoundIsSaid();
    void staysWithinItsWindow();
};

namespace {

struct Bench {
    QWidget window;
    QLineEdit *text = new QLineEdit;
    ui::CommandPalette palette{window};
    QStringList done;

    Bench()
    {
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(text);
        layout->addStretch();
        window.resize(800, 480);
        window.show();
        [this] { QVERIFY(QTest::qWaitForWindowActive(&window)); }();
        text->setFocus();
    }

    void open()
    {
        std::vector<ui::PaletteEntry> entries;
        for (const char *name : {"Save Session", "Open Model…", "L0 H1", "L0 H12", "Rank"})
            entries.push_back(
                {QString::fromUtf8(name), QStringLiteral("detail"), [this, name] { done << QString::fromUtf8(name); }});
        palette.open(std::move(entries), QStringLiteral("Type"));
    }

    QLineEdit *input() const { return palette.findChild<QLineEdit *>(QStringLiteral("paletteInput")); }
    QListWidget *list() const { return palette.findChild<QListWidget *>(QStringLiteral("paletteList")); }
    void type(const char *keys) const { QTest::keyClicks(input(), QString::fromUtf8(keys)); }
};

}  // namespace

void CommandPaletteTest::typingNarrowsTheListDown()
{
    Bench bench;
    bench.open();
    QVERIFY(bench.input()->hasFocus());
    QCOMPARE(bench.list()->count(), 5);
    bench.type("l0h1");
    QCOMPARE(bench.list()->count(), 2);
    QCOMPARE(bench.list()->currentItem()->text(), QStringLiteral("L0 H1"));
    QCOMPARE(bench.input()->accessibleDescription(), QStringLiteral("L0 H1, detail"));
}

void CommandPaletteTest::enterDoesWhatIsChosen()
{
    Bench bench;
    bench.open();
    bench.type("svs");
    QTest::keyClick(bench.input(), Qt::Key_Return);
    QCOMPARE(bench.done, QStringList(QStringLiteral("Save Session")));
    QVERIFY(bench.palette.isHidden());
    QVERIFY(bench.text->hasFocus());
}

void CommandPaletteTest::arrowsChooseAndGoOnAtTheOtherEnd()
{
    Bench bench;
    bench.open();
    QTest::keyClick(bench.input(), Qt::Key_Up);
    QCOMPARE(bench.list()->currentRow(), 4);
    QTest::keyClick(bench.input(), Qt::Key_Down);
    QTest::keyClick(bench.input(), Qt::Key_Down);
    QCOMPARE(bench.list()->currentRow(), 1);
    QTest::keyClick(bench.input(), Qt::Key_PageDown);
    QCOMPARE(bench.list()->currentRow(), 4);
    QTest::keyClick(bench.input(), Qt::Key_Enter);
    QCOMPARE(bench.done, QStringList(QStringLiteral("Rank")));
}

void CommandPaletteTest::clickDoesIt()
{
    Bench bench;
    bench.open();
    const QRect row = bench.list()->visualItemRect(bench.list()->item(1));
    QTest::mouseClick(bench.list()->viewport(), Qt::LeftButton, {}, row.center());
    QCOMPARE(bench.done, QStringList(QString::fromUtf8("Open Model…")));
}

void CommandPaletteTest::escapeGivesTheFocusBack()
{
    Bench bench;
    bench.open();
    bench.type("x");
    QTest::keyClick(bench.input(), Qt::Key_Escape);
    QVERIFY(bench.palette.isHidden());
    QVERIFY(bench.text->hasFocus());
    QVERIFY(bench.done.isEmpty());
    bench.open();
    QCOMPARE(bench.input()->text(), QString());
}

void CommandPaletteTest::focusElsewhereCloses()
{
    Bench bench;
    bench.open();
    QTest::mouseClick(bench.text, Qt::LeftButton);
    QVERIFY(bench.palette.isHidden());
    QVERIFY(bench.text->hasFocus());
}

void CommandPaletteTest::nothingFoundIsSaid()
{
    Bench bench;
    bench.open();
    bench.type("zzz");
    QVERIFY(bench.list()->isHidden());
    QVERIFY(bench.palette.findChild<QLabel *>(QStringLiteral("paletteNothing"))->isVisible());
    QTest::keyClick(bench.input(), Qt::Key_Down);
    QTest::keyClick(bench.input(), Qt::Key_Return);
    QVERIFY(bench.palette.isVisible());
    QVERIFY(bench.done.isEmpty());
}

void CommandPaletteTest::staysWithinItsWindow()
{
    Bench bench;
    bench.open();
    bench.window.resize(500, 320);
    QTRY_VERIFY(bench.window.rect().contains(bench.palette.geometry()));
}

ATTNSCOPE_TEST(CommandPaletteTest, QApplication)
#include "tst_command_palette.moc"
