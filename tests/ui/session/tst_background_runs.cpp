#include "ui/session/background_runs.h"

#include "tests/support/scripted_desk.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>

using ui::BackgroundRuns;
using ui::LongRun;

namespace {

// A run that says of itself what it is told to, with the evaluation's page.
struct ScriptedRun {
    explicit ScriptedRun(ui::Workbench &workbench) : runs(workbench.runs())
    {
        const auto goTo = [](core::Place &place) {
            place.workspace = "masks";
            place.masks = core::MasksPage::Evaluation;
        };
        runs.add(object, {.title = QStringLiteral("evaluation"),
                          .goTo = goTo,
                          .status = [this] { return status; },
                          .cancel = [this] { enter(LongRun::State::Stopped); }});
    }

    void enter(LongRun::State state, const QString &problem = {})
    {
        status.state = state;
        status.problem = problem;
        runs.tell(object);
    }

    BackgroundRuns &runs;
    BackgroundRuns::Status status;
    QObject object;  // gone before what is said of it
};

}  // namespace

class BackgroundRunsTest : public QObject
{
    Q_OBJECT

private slots:
    void runningOneIsToldOf();
    void doneIsNewsUntilItsPageIsSeen();
    void doneBeforeTheUsersEyesIsNoNews();
    void failureIsNews();
    void clearingStopsOrDismisses();
    void goesToItsPage();
    void goneRunIsForgotten();
};

void BackgroundRunsTest::runningOneIsToldOf()
{
    scripted::Desk desk;
    ScriptedRun run(desk.workbench);
    QSignalSpy changes(&run.runs, &BackgroundRuns::changed);
    run.enter(LongRun::State::Idle);
    QCOMPARE(changes.size(), 0);
    QVERIFY(run.runs.news().empty());
    run.enter(LongRun::State::Running);
    run.status.progress = core::RunProgress{.done = 3, .all = 4};
    run.enter(LongRun::State::Running);
    QCOMPARE(changes.size(), 2);
    QCOMPARE(run.runs.news().size(), 1U);
    QCOMPARE(run.runs.news().front().title, QStringLiteral("evaluation"));
    QCOMPARE(run.runs.news().front().status.progress->done, 3U);
}

void BackgroundRunsTest::doneIsNewsUntilItsPageIsSeen()
{
    scripted::Desk desk;
    ScriptedRun run(desk.workbench);
    run.enter(LongRun::State::Running);
    run.enter(LongRun::State::Idle);
    QCOMPARE(run.runs.news().size(), 1U);
    QVERIFY(run.runs.news().front().phase == BackgroundRuns::Phase::Done);
    desk.workbench.change([](core::WorkbenchState &state) { state.place.workspace = "rank"; });
    QCOMPARE(run.runs.news().size(), 1U);
    desk.workbench.change([](core::WorkbenchState &state) {
        state.place.workspace = "masks";
        state.place.masks = core::MasksPage::Evaluation;
    });
    QVERIFY(run.runs.news().empty());
}

void BackgroundRunsTest::doneBeforeTheUsersEyesIsNoNews()
{
    scripted::Desk desk;
    ScriptedRun run(desk.workbench);
    run.enter(LongRun::State::Running);
    run.runs.goTo(run.object);
    QCOMPARE(run.runs.news().size(), 1U);  // still running
    run.enter(LongRun::State::Idle);
    QVERIFY(run.runs.news().empty());
}

void BackgroundRunsTest::failureIsNews()
{
    scripted::Desk desk;
    ScriptedRun run(desk.workbench);
    run.enter(LongRun::State::Running);
    run.enter(LongRun::State::Idle, QStringLiteral("line 3 has no label"));
    QVERIFY(run.runs.news().front().phase == BackgroundRuns::Phase::Failed);
    QCOMPARE(run.runs.news().front().status.problem, QStringLiteral("line 3 has no label"));
}

void BackgroundRunsTest::clearingStopsOrDismisses()
{
    scripted::Desk desk;
    ScriptedRun run(desk.workbench);
    run.enter(LongRun::State::Running);
    run.runs.clear(run.object);
    QVERIFY(run.status.state == LongRun::State::Stopped);
    QVERIFY(run.runs.news().empty());  // who stops it knows
    run.enter(LongRun::State::Running);
    run.enter(LongRun::State::Idle);
    QCOMPARE(run.runs.news().size(), 1U);
    run.runs.clear(run.object);
    QVERIFY(run.runs.news().empty());
}

void BackgroundRunsTest::goesToItsPage()
{
    scripted::Desk desk;
    ScriptedRun run(desk.workbench);
    run.runs.goTo(run.object);
    QCOMPARE(desk.workbench.state().place.workspace, std::string("masks"));
    QVERIFY(desk.workbench.state().place.masks == core::MasksPage::Evaluation);
}

void BackgroundRunsTest::goneRunIsForgotten()
{
    scripted::Desk desk;
    {
        ScriptedRun run(desk.workbench);
        run.enter(LongRun::State::Running);
    }
    QVERIFY(desk.workbench.runs().news().empty());
}

ATTNSCOPE_TEST(BackgroundRunsTest, QCoreApplication)
#include "tst_background_runs.moc"
