#include "app/actions.h"
#include "app/main_window.h"
#include "app/workspaces.h"
#include "tests/app/scripted_window.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/scripted_analyzer.h"
#include "tests/support/test_program.h"
#include "ui/help/help_browser.h"
#include "ui/help/help_button.h"
#include "ui/help/help_window.h"
#include "ui/widgets/card.h"

#include <QAction>
#include <QTest>

class HelpTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_window.reset(); }
    void f1OpensTheHelp();
    void f1IsAboutTheCardWithTheFocus();
    void everyCardHasHelp();
    void questionMarkOpensItsHeading();
    void sizeIsRemembered();

private:
    ui::HelpWindow *help() const { return m_window->findChild<ui::HelpWindow *>(QStringLiteral("helpWindow")); }

    std::unique_ptr<app::MainWindow> m_window;
};

void HelpTest::init()
{
    failOnWarnings();
    m_window = scripted::answeredWindow();
}

void HelpTest::f1OpensTheHelp()
{
    QTest::keyClick(m_window.get(), Qt::Key_F1);
    QVERIFY(help() && help()->isVisible() && !help()->isModal());
    QCOMPARE(help()->browser()->address(), QStringLiteral("start.md"));
}

void HelpTest::f1IsAboutTheCardWithTheFocus()
{
    m_window->findChild<QWidget *>(QStringLiteral("inspectorScroll"))->setFocus();
    QTest::keyClick(m_window.get(), Qt::Key_F1);
    QCOMPARE(help()->browser()->address(), ui::addressOf(ui::HelpTopic::HeadMeasures));
}

void HelpTest::everyCardHasHelp()
{
    for (int workspace = 0; workspace < static_cast<int>(app::workspaces().size()); ++workspace)
        m_window->showWorkspace(workspace);
    const auto cards = m_window->findChildren<ui::Card *>();
    QVERIFY(cards.size() > 10);
    for (const ui::Card *card : cards)
        QVERIFY(card->findChild<ui::HelpButton *>({}, Qt::FindDirectChildrenOnly));
}

void HelpTest::questionMarkOpensItsHeading()
{
    for (auto *button : m_window->findChildren<ui::HelpButton *>()) {
        button->click();
        QCOMPARE(help()->browser()->address(), ui::addressOf(button->topic()));
    }
}

void HelpTest::sizeIsRemembered()
{
    QTest::keyClick(m_window.get(), Qt::Key_F1);
    help()->resize(700, 500);
    const app::Preferences preferences = m_window->preferences();
    app::MainWindow next({.analyzer = scripted::analyze, .preferences = preferences});
    next.actions().action(QStringLiteral("help"))->trigger();
    QCOMPARE(next.findChild<ui::HelpWindow *>(QStringLiteral("helpWindow"))->size(), QSize(700, 500));
}

ATTNSCOPE_TEST(HelpTest, QApplication)
#include "tst_help.moc"
