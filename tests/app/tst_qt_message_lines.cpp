#include "app/qt_message_lines.h"
#include "tests/support/test_program.h"

#include <QTest>

class QtMessageLinesTest : public QObject
{
    Q_OBJECT

private slots:
    void everyLineSaysHowBadItIs();
    void fontsAreToldOfOnce();
    void ownMessagesOnFontsAreAllTold();
    void errorsAreAlwaysTold();
    void whatPlatformsLackIsNotTold();
};

namespace {

constexpr const char *fonts = "qt.qpa.fonts";
constexpr const char *plain = "default";

}  // namespace

void QtMessageLinesTest::everyLineSaysHowBadItIs()
{
    app::QtMessageLines lines;
    QCOMPARE(lines.lineFor(QtInfoMsg, plain, "a\n b"), std::string("attnscope: note: a b"));
    QCOMPARE(lines.lineFor(QtDebugMsg, nullptr, "a"), std::string("attnscope: note: a"));
    QCOMPARE(lines.lineFor(QtWarningMsg, plain, "a"), std::string("attnscope: warning: a"));
    QCOMPARE(lines.lineFor(QtCriticalMsg, plain, "a"), std::string("attnscope: error: a"));
    QCOMPARE(lines.lineFor(QtFatalMsg, plain, "a"), std::string("attnscope: error: a"));
}

void QtMessageLinesTest::fontsAreToldOfOnce()
{
    app::QtMessageLines lines;
    QVERIFY(!lines.lineFor(QtWarningMsg, plain, "  OpenType support missing for \"Noto Sans\", script 12"));
    QVERIFY(lines.lineFor(QtWarningMsg, fonts, "Populating font family aliases took 73 ms."));
    QVERIFY(!lines.lineFor(QtWarningMsg, fonts, "Populating font family aliases took 51 ms."));
    QVERIFY(!lines.lineFor(QtWarningMsg, plain, "OpenType support missing for \"Noto Sans\", script 12"));
    QVERIFY(lines.lineFor(QtWarningMsg, plain, "a"));
}

void QtMessageLinesTest::ownMessagesOnFontsAreAllTold()
{
    app::QtMessageLines lines;
    for (const char *message :
         {"the font cannot be embedded", "the Font is missing", "QFont::setPixelSize: Pixel size <= 0 (0)"})
        QVERIFY2(lines.lineFor(QtWarningMsg, plain, message), message);
}

void QtMessageLinesTest::errorsAreAlwaysTold()
{
    app::QtMessageLines lines;
    for (int time = 0; time < 3; ++time)
        QVERIFY(lines.lineFor(QtCriticalMsg, fonts, "there are no fonts"));
}

void QtMessageLinesTest::whatPlatformsLackIsNotTold()
{
    app::QtMessageLines lines;
    QVERIFY(!lines.lineFor(QtWarningMsg, plain, "This plugin does not support propagateSizeHints()"));
    QVERIFY(lines.lineFor(QtWarningMsg, plain, "This plugin does not support raise()"));
}

ATTNSCOPE_TEST(QtMessageLinesTest, QCoreApplication)
#include "tst_qt_message_lines.moc"
