#include "app/example_sessions.h"

#include "app/actions.h"
#include "app/engine_analyzer.h"
#include "app/main_window.h"
#include "core/workbench/session/session_file.h"
#include "tests/support/fail_on_warnings.h"
#include "tests/support/test_program.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QTest>

#include <memory>

class ExampleSessionsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }
    void everyExampleOpensWhole_data();
    void everyExampleOpensWhole();
    void menuOpensOneAndSaysWhatToLookAt();
};

void ExampleSessionsTest::everyExampleOpensWhole_data()
{
    QTest::addColumn<int>("index");
    const std::vector<app::ExampleSession> examples = app::exampleSessions();
    QVERIFY(examples.size() >= 6U);
    for (std::size_t index = 0; index < examples.size(); ++index)
        QTest::newRow(qPrintable(examples[index].title)) << static_cast<int>(index);
}

// Every setting is one that there is, and every model and mask is found.
void ExampleSessionsTest::everyExampleOpensWhole()
{
    QFETCH(int, index);
    const app::ExampleSession example = app::exampleSessions()[static_cast<std::size_t>(index)];
    const auto session = core::readSession(example.session, {});
    QVERIFY2(session, example.session.c_str());
    QVERIFY2(session->problems.empty(), session->problems.empty() ? "" : session->problems.front().c_str());
    QVERIFY(!session->state.text.empty());
    QVERIFY(session->state.unknownSettings.empty() || session->state.unknownSettings == "{}");
    QVERIFY(example.lookAt.endsWith('.') && example.lookAt.size() < 300);
}

void ExampleSessionsTest::menuOpensOneAndSaysWhatToLookAt()
{
    app::MainWindow window({.analyzer = app::engineAnalyzer(), .preferences = {}});
    window.show();
    const QMenu *menu = window.actions().menu(QStringLiteral("Help/Examples"));
    QVERIFY(menu);
    const std::vector<app::ExampleSession> examples = app::exampleSessions();
    QCOMPARE(static_cast<std::size_t>(menu->actions().size()), examples.size());
    menu->actions().constFirst()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(window.session().snapshot() && window.session().isUpToDate(), 60'000);
    const core::WorkbenchState wanted = core::readSession(examples.front().session, {})->state;
    QCOMPARE(window.workbench().state().text, wanted.text);
    QVERIFY(window.workbench().state().openModels == wanted.openModels);
    QVERIFY(window.workbench().state().place == wanted.place);
    const auto *bar = window.findChild<QWidget *>(QStringLiteral("messageBar"));
    QVERIFY(bar->isVisible());
    QCOMPARE(bar->property("role").toString(), QStringLiteral("guide"));
    QCOMPARE(bar->findChild<QLabel *>(QStringLiteral("messageText"))->text(), examples.front().lookAt);
}

ATTNSCOPE_TEST(ExampleSessionsTest, QApplication)
#include "tst_example_sessions.moc"
