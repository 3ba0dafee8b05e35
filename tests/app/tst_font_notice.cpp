#include "app/font_notice.h"

#include "app/main_window.h"
#include "tests/app/scripted_window.h"
#include "tests/support/test_program.h"
#include "ui/theme/font_coverage.h"

#include <QApplication>
#include <QLabel>
#include <QTest>

// Scripts that no installed font has are told of once, and others never.
class FontNoticeTest : public QObject
{
    Q_OBJECT

private slots:
    void eachScriptIsNamedOnce();
    void packageFitsTheScript_data();
    void packageFitsTheScript();
    void lettersThatAreDrawnAreNotNamed();
    void windowTellsOnce();
};

namespace {

bool hasLatinAlone(const QString &character)
{
    return character.at(0).script() == QChar::Script_Latin;
}

// Of an age for which no machine that runs this has a font: it is in no Unicode that fonts know.
const QString unassigned = QString::fromUcs4(U"\U000E5000", 1);

}  // namespace

void FontNoticeTest::eachScriptIsNamedOnce()
{
    app::FontNotice notice(hasLatinAlone);
    QCOMPARE(notice.about(QStringLiteral("a café")), QString());
    const QString first = notice.about(QStringLiteral("a फ"));
    QVERIFY2(first.startsWith(QStringLiteral("No installed font has Devanagari characters,")), qPrintable(first));
    QCOMPARE(notice.about(QStringLiteral("a फिल्म")), QString());
    const QString second = notice.about(QStringLiteral("फ 电影 фильм"));
    QVERIFY2(second.startsWith(QStringLiteral("No installed font has Han characters and Cyrillic characters,")),
             qPrintable(second));
    const QString third = notice.about(QStringLiteral("か ภ 🙂"));
    QVERIFY2(third.contains(QStringLiteral("Hiragana characters, Thai characters and some symbols,")), qPrintable(third));
    QVERIFY(second.endsWith(QStringLiteral("apt install fonts-noto-cjk fonts-noto-core")));
}

void FontNoticeTest::packageFitsTheScript_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("package");
    QTest::newRow("Japanese") << QStringLiteral("か") << QStringLiteral("fonts-noto-cjk");
    QTest::newRow("Korean") << QStringLiteral("영") << QStringLiteral("fonts-noto-cjk");
    QTest::newRow("Thai") << QStringLiteral("ภ") << QStringLiteral("fonts-noto-core");
    QTest::newRow("emoji") << QStringLiteral("🙂") << QStringLiteral("fonts-noto-color-emoji");
}

void FontNoticeTest::packageFitsTheScript()
{
    QFETCH(const QString, text);
    QFETCH(const QString, package);
    QVERIFY(app::FontNotice(hasLatinAlone).about(text).endsWith(QStringLiteral("apt install ") + package));
}

// By the fonts of this machine; joiners, marks and selectors have no glyphs of their own.
void FontNoticeTest::lettersThatAreDrawnAreNotNamed()
{
    app::FontNotice notice;
    QCOMPARE(notice.about(QStringLiteral("naïve – “Ærø” №1 → Ω ж e\u0301 a\u200db \ufe0f")), QString());
    QVERIFY(!ui::isDrawn(unassigned, QApplication::font()));
}

void FontNoticeTest::windowTellsOnce()
{
    const auto window = scripted::answeredWindow();
    const auto *bar = window->findChild<QWidget *>(QStringLiteral("messageBar"));
    const auto type = [&window](const QString &text) {
        window->workbench().change([&text](core::WorkbenchState &state) { state.text = text.toStdString(); });
        support::waitUntil([&window] { return window->session().isUpToDate(); });
    };
    QVERIFY(bar->isHidden());
    type(QStringLiteral("a film ") + unassigned);
    QVERIFY(!bar->isHidden());
    QVERIFY(window->findChild<QLabel *>(QStringLiteral("messageText"))->text().contains(QStringLiteral("some symbols")));
    QTest::mouseClick(window->findChild<QWidget *>(QStringLiteral("dismissMessage")), Qt::LeftButton);
    type(QStringLiteral("another film ") + unassigned);
    QVERIFY(bar->isHidden());
}

ATTNSCOPE_TEST(FontNoticeTest, QApplication)
#include "tst_font_notice.moc"
