#include "tests/support/fail_on_warnings.h"
#include "tests/support/scripted_desk.h"
#include "tests/support/test_program.h"
#include "ui/session/selection.h"
#include "ui/session/workbench_history.h"

#include <QTest>

using core::SpecialTokenMode;

namespace {

// A session with a history, and a hand that types into it.
struct WorkbenchHistoryDesk : scripted::Desk {
    ui::Selection selection{workbench};
    ui::WorkbenchHistory history{workbench, session};

    explicit WorkbenchHistoryDesk(const std::string &text = {}) { show(text); }

    void setText(const std::string &text)
    {
        workbench.change([&text](core::WorkbenchState &state) { state.text = text; }, ui::typing());
    }

    void type(const std::string &more)
    {
        for (const char letter : more)
            setText(workbench.state().text + letter);
    }

    void open(const char *model)
    {
        workbench.change([model](core::WorkbenchState &state) {
            state.shownModel = model;
            state.openModels.emplace_back(model);
        });
    }

    QString text() const { return QString::fromStdString(session.request().text); }
};

}  // namespace

class WorkbenchHistoryTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }
    void typingIsUndoneWordByWord();
    void undoneTextComesBack();
    void newChangeForgetsWhatWasUndone();
    void optionAndItsRequestAreOneStep();
    void unitIsAskedForWhereItMatters();
    void headIsAStep();
    void hoverIsNone();
    void gestureIsOneStepHoweverFarItIsDragged();
    void refusedModelIsNoPlaceToGoBackTo();
    void switchingModelsIsAStep();
};

void WorkbenchHistoryTest::typingIsUndoneWordByWord()
{
    WorkbenchHistoryDesk desk;
    QVERIFY(!desk.history.canUndo());
    desk.type("a lovely film");
    QCOMPARE(desk.text(), QStringLiteral("a lovely film"));
    desk.history.undo();
    QCOMPARE(desk.text(), QStringLiteral("a lovely "));
    desk.history.undo();
    QCOMPARE(desk.text(), QStringLiteral("a "));
    desk.history.undo();
    QCOMPARE(desk.text(), QString());
    QVERIFY(!desk.history.canUndo());
}

void WorkbenchHistoryTest::undoneTextComesBack()
{
    WorkbenchHistoryDesk desk;
    desk.type("a film");
    desk.history.undo();
    QVERIFY(desk.history.canRedo());
    desk.history.redo();
    QCOMPARE(desk.text(), QStringLiteral("a film"));
    QVERIFY(!desk.history.canRedo());
}

void WorkbenchHistoryTest::newChangeForgetsWhatWasUndone()
{
    WorkbenchHistoryDesk desk;
    desk.type("a film");
    desk.history.undo();
    desk.type("b");
    QVERIFY(!desk.history.canRedo());
    QCOMPARE(desk.text(), QStringLiteral("a b"));
    desk.history.undo();
    QCOMPARE(desk.text(), QStringLiteral("a "));
}

void WorkbenchHistoryTest::optionAndItsRequestAreOneStep()
{
    WorkbenchHistoryDesk desk("text");
    core::WorkbenchState options = desk.workbench.state();
    options.display.specialTokens = SpecialTokenMode::Mask;
    options.display.importance = core::ImportanceMeasure::Erasure;
    desk.workbench.set(options);
    QVERIFY(desk.session.request().masksSpecialTokens);
    QCOMPARE(desk.session.request().importance, core::ImportanceMeasure::Erasure);
    desk.history.undo();
    QCOMPARE(desk.workbench.state().display.specialTokens, SpecialTokenMode::Show);
    QVERIFY(!desk.session.request().masksSpecialTokens);
    QCOMPARE(desk.session.request().importance, core::ImportanceMeasure::AttentionReceived);
    QVERIFY(!desk.history.canUndo());
    desk.history.redo();
    QVERIFY(desk.session.request().masksSpecialTokens);
    QCOMPARE(desk.workbench.state().display.specialTokens, SpecialTokenMode::Mask);
}

// Words of attention are sums that need no other answer; the erasure of a word is one more pass.
void WorkbenchHistoryTest::unitIsAskedForWhereItMatters()
{
    WorkbenchHistoryDesk desk("text");
    core::WorkbenchState options = desk.workbench.state();
    options.display.unit = core::TokenUnit::Word;
    desk.workbench.set(options);
    QCOMPARE(desk.session.request().importanceOptions.unit, core::ImportanceUnit::Token);
    options.display.importance = core::ImportanceMeasure::Erasure;
    desk.workbench.set(options);
    QCOMPARE(desk.session.request().importanceOptions.unit, core::ImportanceUnit::Word);
    options.display.unit = core::TokenUnit::SubWord;
    desk.workbench.set(options);
    QCOMPARE(desk.session.request().importanceOptions.unit, core::ImportanceUnit::Token);
}

void WorkbenchHistoryTest::headIsAStep()
{
    WorkbenchHistoryDesk desk("text");
    desk.selection.selectHead({{1}, {3}});
    desk.history.undo();
    QCOMPARE(desk.selection.cell().head, (core::HeadRef{{0}, {0}}));
    desk.history.redo();
    QCOMPARE(desk.selection.cell().head, (core::HeadRef{{1}, {3}}));
}

void WorkbenchHistoryTest::hoverIsNone()
{
    WorkbenchHistoryDesk desk("text");
    desk.selection.hover(core::TokenPosition{1}, core::TokenPosition{2});
    desk.selection.lock(core::TokenPosition{1}, core::TokenPosition{2});
    QVERIFY(!desk.history.canUndo());
}

void WorkbenchHistoryTest::gestureIsOneStepHoweverFarItIsDragged()
{
    WorkbenchHistoryDesk desk("text");
    core::WorkbenchState options = desk.workbench.state();
    const double before = options.display.gamma;
    for (const double gamma : {0.7, 0.8, 0.9}) {
        options.display.gamma = gamma;
        desk.workbench.set(options, {.name = "gamma"});
    }
    desk.history.undo();
    QCOMPARE(desk.workbench.state().display.gamma, before);
    QVERIFY(!desk.history.canUndo());
}

void WorkbenchHistoryTest::refusedModelIsNoPlaceToGoBackTo()
{
    WorkbenchHistoryDesk desk("text");
    QTRY_VERIFY(desk.session.snapshot());
    desk.open("broken");
    desk.setText("text typed meanwhile");
    QTRY_COMPARE(desk.session.request().modelDirectory, std::filesystem::path("one"));
    QCOMPARE(desk.text(), QStringLiteral("text typed meanwhile"));
    desk.history.undo();
    QCOMPARE(desk.text(), QStringLiteral("text"));
    QCOMPARE(desk.session.request().modelDirectory, std::filesystem::path("one"));
    QVERIFY(!desk.history.canUndo());
}

void WorkbenchHistoryTest::switchingModelsIsAStep()
{
    WorkbenchHistoryDesk desk("text");
    desk.open("two");
    QTRY_VERIFY(desk.session.isUpToDate());
    desk.history.undo();
    QCOMPARE(desk.session.request().modelDirectory, std::filesystem::path("one"));
}

ATTNSCOPE_TEST(WorkbenchHistoryTest, QCoreApplication)
#include "tst_workbench_history.moc"
