#include "app/actions.h"
#include "app/main_window.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/scripted_analyzer.h"
#include "tests/support/test_program.h"

#include <QAction>
#include <QApplication>
#include <QSet>
#include <QTest>

class ActionsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }
    void everyActionSaysWhatItDoes();
    void shortcutsAreUnique();
    void handlersDecideWhatIsCheckedAndEnabled();
};

void ActionsTest::everyActionSaysWhatItDoes()
{
    const app::MainWindow window({.analyzer = scripted::analyze});
    QSet<QString> ids;
    for (const app::ActionEntry &entry : window.actions().entries()) {
        QVERIFY2(!entry.text.isEmpty() && !entry.toolTip.isEmpty() && !entry.menu.isEmpty(), qPrintable(entry.id));
        QVERIFY2(entry.handle, qPrintable(entry.id));
        QVERIFY2(!ids.contains(entry.id), qPrintable(entry.id));
        QVERIFY2(window.actions().action(entry.id), qPrintable(entry.id));
        ids << entry.id;
    }
}

void ActionsTest::shortcutsAreUnique()
{
    const app::MainWindow window({.analyzer = scripted::analyze});
    QSet<QString> shortcuts;
    for (const app::ActionEntry &entry : window.actions().entries()) {
        const QString shortcut = entry.shortcut.toString();
        QVERIFY2(shortcut.isEmpty() || !shortcuts.contains(shortcut), qPrintable(entry.id + u' ' + shortcut));
        shortcuts << shortcut;
    }
}

void ActionsTest::handlersDecideWhatIsCheckedAndEnabled()
{
    QMainWindow window;
    bool isOn = false;
    app::Actions actions({{.id = QStringLiteral("switch"),
                           .menu = QStringLiteral("View/More"),
                           .text = QStringLiteral("Switch"),
                           .shortcut = {},
                           .toolTip = QStringLiteral("On or off"),
                           .handle = [&] { isOn = !isOn; },
                           .isChecked = [&] { return isOn; },
                           .isEnabled = [&] { return !isOn; }}},
                         *window.menuBar(), window);
    QAction *action = actions.action(QStringLiteral("switch"));
    QVERIFY(!action->isChecked());
    action->trigger();
    QVERIFY(action->isChecked());
    QVERIFY(!action->isEnabled());
    QVERIFY(!actions.action(QStringLiteral("other")));
}

ATTNSCOPE_TEST(ActionsTest, QApplication)
#include "tst_actions.moc"
