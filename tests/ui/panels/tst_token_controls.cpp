#include "tests/support/fail_on_warnings.h"
#include "ui/panels/token_controls.h"

#include <QMenu>
#include <QTest>
#include <QToolButton>

class TokenControlsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }
    void unitIsSwitchedByClickAndKey();
    void specialTokenMenuSaysWhichModeItIs();
    void importanceMenuNamesEveryMeasure();
    void everyControlHasANameToBeReadOut();
};

namespace {

struct Desk {
    ui::ViewState options;
    ui::TokenControls controls{options};

    Desk() { controls.show(); }

    QToolButton *button(const QString &name) const { return controls.findChild<QToolButton *>(name); }

    void choose(const QString &menuButton, const QString &choice) const
    {
        for (QAction *action : button(menuButton)->menu()->actions()) {
            if (action->text() == choice)
                action->trigger();
        }
    }
};

}  // namespace

void TokenControlsTest::unitIsSwitchedByClickAndKey()
{
    Desk desk;
    QTest::mouseClick(desk.button(QStringLiteral("unit:words")), Qt::LeftButton);
    QCOMPARE(desk.options.options().unit, ui::TokenUnit::Word);
    QTest::keyClick(desk.button(QStringLiteral("unit:sub-words")), Qt::Key_Space);
    QCOMPARE(desk.options.options().unit, ui::TokenUnit::SubWord);
    QVERIFY(desk.button(QStringLiteral("unit:sub-words"))->isChecked());
    QVERIFY(!desk.button(QStringLiteral("unit:words"))->isChecked());
}

void TokenControlsTest::specialTokenMenuSaysWhichModeItIs()
{
    Desk desk;
    const QString menu = QStringLiteral("specialTokens");
    QCOMPARE(desk.button(menu)->text(), QStringLiteral("shown ▾"));
    desk.choose(menu, QStringLiteral("masked"));
    QCOMPARE(desk.button(menu)->text(), QStringLiteral("masked ▾"));
    QCOMPARE(desk.options.options().specialTokens, core::SpecialTokenMode::Mask);
    desk.choose(menu, QStringLiteral("hidden"));
    QCOMPARE(desk.button(menu)->accessibleName(), QStringLiteral("Special tokens: hidden"));
}

void TokenControlsTest::importanceMenuNamesEveryMeasure()
{
    Desk desk;
    const QString menu = QStringLiteral("importanceMeasure");
    QCOMPARE(desk.button(menu)->menu()->actions().size(), qsizetype(core::importanceDescriptions().size()));
    desk.choose(menu, QStringLiteral("erasure"));
    QCOMPARE(desk.options.options().importance, core::ImportanceMeasure::Erasure);
    QCOMPARE(desk.button(menu)->text(), QStringLiteral("erasure ▾"));
}

void TokenControlsTest::everyControlHasANameToBeReadOut()
{
    const Desk desk;
    for (const QToolButton *button : desk.controls.findChildren<QToolButton *>()) {
        QVERIFY(!button->objectName().isEmpty());
        QVERIFY2(!button->accessibleName().isEmpty(), qPrintable(button->objectName()));
        QVERIFY2(button->focusPolicy() != Qt::NoFocus, qPrintable(button->objectName()));
    }
}

QTEST_MAIN(TokenControlsTest)
#include "tst_token_controls.moc"
