#include "ui/session/workbench.h"

#include "tests/support/fail_on_warnings.h"
#include "tests/support/scripted_desk.h"
#include "tests/support/test_program.h"
#include "ui/session/comparison_session.h"
#include "ui/session/mask_evaluation.h"
#include "ui/session/playground.h"
#include "ui/session/position_survey.h"
#include "ui/session/selection.h"
#include "ui/session/workbench_history.h"

#include <QSignalSpy>

// The one state: who hears of a change, what is asked for it, and that undo covers what every topic keeps in it.
class WorkbenchTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }
    void oneActionIsOneChangeAndOneRequest();
    void whatIsNoOptionTellsTheOthersAlone();
    void answerOfAnotherModelIsResolvedAnew();
    void playgroundIsUndone();
    void filesOfRunsAreUndone();
    void comparedModelsAreUndone();
    void openedAndClosedModelsAreUndone();
    void goingElsewhereIsNoStep();
};

namespace {

struct Desk : scripted::Desk {
    ui::Selection selection{workbench};
    ui::ComparisonSession comparison{workbench, session, models};
    ui::WorkbenchHistory history{workbench, session};

    Desk() { show("a film"); }

    bool waitForAnswer()
    {
        return QTest::qWaitFor([this] { return session.snapshot() && session.isUpToDate(); });
    }
};

}  // namespace

void WorkbenchTest::oneActionIsOneChangeAndOneRequest()
{
    Desk desk;
    QSignalSpy changes(&desk.workbench, &ui::Workbench::changed);
    QSignalSpy requests(&desk.session, &ui::AnalysisSession::requestChanged);
    desk.workbench.change([](core::WorkbenchState &state) {
        state.display.importance = core::ImportanceMeasure::Erasure;
        state.display.unit = core::TokenUnit::Word;
    });
    QCOMPARE(changes.count(), 1);
    QCOMPARE(requests.count(), 1);
    desk.workbench.change([](core::WorkbenchState &state) { state.display.unit = core::TokenUnit::Word; });
    QCOMPARE(changes.count(), 1);  // it is already
}

void WorkbenchTest::whatIsNoOptionTellsTheOthersAlone()
{
    Desk desk;
    QSignalSpy options(&desk.workbench, &ui::Workbench::optionsChanged);
    QSignalSpy selections(&desk.selection, &ui::Selection::changed);
    desk.workbench.change([](core::WorkbenchState &state) { state.text = "another film"; }, ui::typing());
    desk.workbench.change([](core::WorkbenchState &state) { state.place.workspace = "rank"; }, ui::going());
    desk.selection.selectHead({{1}, {1}});
    QCOMPARE(options.count(), 0);
    QCOMPARE(selections.count(), 1);
    desk.history.undo();
    QCOMPARE(selections.count(), 2);
    QCOMPARE(options.count(), 0);
}

// The mask of "this head" is asked for as soon as the model is there, and moves into the heads that another model has.
void WorkbenchTest::answerOfAnotherModelIsResolvedAnew()
{
    Desk desk;
    desk.workbench.change([](core::WorkbenchState &state) {
        state.masks.mask.terms = {core::maskTerm(core::MaskKind::Diagonal)};
        state.masks.mask.heads = core::MaskedHeads::Head;
        state.selected.head = {{7}, {7}};
    });
    QVERIFY(!desk.session.request().mask.isActive());
    QVERIFY(desk.waitForAnswer());
    QCOMPARE(desk.session.request().mask.scope.heads, (std::vector<core::HeadRef>{{{1}, {3}}}));
    QCOMPARE(desk.workbench.state().selected.head, (core::HeadRef{{7}, {7}}));  // the choice stays as it was made
}

void WorkbenchTest::playgroundIsUndone()
{
    Desk desk;
    ui::Playground playground(desk.workbench);
    const core::DoubleMatrix before = playground.target().attention.target();
    playground.beginStroke();
    playground.paint({0, 1});
    playground.paint({0, 2});
    QCOMPARE(playground.source(), core::TargetSource::Painted);
    playground.setHeadSize(2);
    playground.setHeadSize(3);
    desk.history.undo();  // a slider's drag is one step
    QCOMPARE(playground.headSize(), 4);
    desk.history.undo();  // and so is a stroke
    QVERIFY(playground.source() != core::TargetSource::Painted);
    QVERIFY(playground.target().attention.target() == before);
    desk.history.redo();
    QCOMPARE(playground.source(), core::TargetSource::Painted);
}

void WorkbenchTest::filesOfRunsAreUndone()
{
    Desk desk;
    ui::MaskEvaluation evaluation(desk.workbench, desk.session);
    ui::PositionSurvey survey(desk.workbench, desk.session);
    QSignalSpy changes(&evaluation, &ui::FileRun::changed);
    evaluation.setFile("/texts/labeled.tsv");
    evaluation.setSweep("heads");
    survey.setLimit(200);
    QCOMPARE(changes.count(), 3);
    desk.history.undo();
    QCOMPARE(survey.limit(), 0U);
    desk.history.undo();
    QCOMPARE(evaluation.sweep(), std::string());
    desk.history.undo();
    QVERIFY(evaluation.file().empty());
    desk.history.redo();
    QCOMPARE(evaluation.file(), std::filesystem::path("/texts/labeled.tsv"));
}

void WorkbenchTest::comparedModelsAreUndone()
{
    Desk desk;
    desk.comparison.setIncluded("one", false);
    QVERIFY(!desk.comparison.isIncluded("one"));
    desk.history.undo();
    QVERIFY(desk.comparison.isIncluded("one"));
}

void WorkbenchTest::openedAndClosedModelsAreUndone()
{
    Desk desk;
    QVERIFY(desk.waitForAnswer());
    desk.models.open("two");
    QVERIFY(desk.waitForAnswer());
    QCOMPARE(desk.models.models().size(), 2U);
    desk.models.close(ui::modelPath("two"));
    QCOMPARE(desk.models.models().size(), 1U);
    desk.history.undo();
    QTRY_COMPARE(desk.models.models().size(), 2U);
    QTRY_COMPARE(desk.models.primary().path, ui::modelPath("two"));
    desk.history.undo();
    QTRY_COMPARE(desk.models.models().size(), 1U);
    QTRY_COMPARE(desk.models.primary().path, std::filesystem::path("one"));
}

// Undo leads back to where the change was made.
void WorkbenchTest::goingElsewhereIsNoStep()
{
    Desk desk;
    desk.workbench.change([](core::WorkbenchState &state) { state.place.workspace = "rank"; }, ui::going());
    QVERIFY(!desk.history.canUndo());
    desk.workbench.change([](core::WorkbenchState &state) { state.rank.k = 3; });
    desk.workbench.change([](core::WorkbenchState &state) { state.place.workspace = "masks"; }, ui::going());
    desk.history.undo();
    QCOMPARE(desk.workbench.state().place.workspace, std::string("rank"));
    QCOMPARE(desk.workbench.state().rank.k, 0);
    QVERIFY(!desk.history.canUndo());
}

ATTNSCOPE_TEST(WorkbenchTest, QCoreApplication)
#include "tst_workbench.moc"
