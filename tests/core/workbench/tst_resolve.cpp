#include "core/workbench/resolve.h"
#include "tests/core/workbench/full_state.h"
#include "tests/support/scripted_snapshot.h"
#include "tests/support/test_program.h"

using core::HeadRef;

class ResolveTest : public QObject
{
    Q_OBJECT

private slots:
    void textAndModelAreAskedFor();
    void nothingThatDependsOnTheModelIsAskedBeforeItIsThere();
    void maskFollowsTheShownHead();
    void maskThatTheModelHasNoMeaningForIsNotAskedFor();
    void truncationIsAQuarterUntilChosen();
    void erasureIsAskedInTheShownUnit();
    void placeAndSelectionChangeNothing();
};

namespace {

core::WorkbenchState stateWith(const std::function<void(core::WorkbenchState &)> &change)
{
    core::WorkbenchState state;
    state.text = "a film";
    state.shownModel = "model";
    change(state);
    return state;
}

}  // namespace

void ResolveTest::textAndModelAreAskedFor()
{
    const core::AnalysisRequest request = core::resolve(stateWith([](auto &) {}), nullptr);
    QCOMPARE(request.text, std::string("a film"));
    QCOMPARE(request.modelDirectory, std::filesystem::path("model"));
    QVERIFY(!request.mask.isActive() && !request.truncation.isActive());
    QVERIFY(request.baselines == core::BaselineRequest());
}

void ResolveTest::nothingThatDependsOnTheModelIsAskedBeforeItIsThere()
{
    const core::AnalysisRequest request = core::resolve(support::fullState(), nullptr);
    QVERIFY(!request.mask.isActive());
    QVERIFY(!request.truncation.isActive());
    QVERIFY(!request.baselines.head);
}

void ResolveTest::maskFollowsTheShownHead()
{
    const auto snapshot = scripted::randomEncoder(2, 3, 12);
    core::WorkbenchState state = stateWith([](core::WorkbenchState &changed) {
        changed.masks.mask.terms = {core::maskTerm(core::MaskKind::Diagonal)};
        changed.masks.mask.heads = core::MaskedHeads::Head;
        changed.selected.head = {{1}, {2}};
    });
    QCOMPARE(core::resolve(state, snapshot.get()).mask.scope.heads, (std::vector<HeadRef>{{{1}, {2}}}));
    state.selected.head = {{5}, {9}};  // of a larger model
    QCOMPARE(core::resolve(state, snapshot.get()).mask.scope.heads, (std::vector<HeadRef>{{{1}, {2}}}));
}

void ResolveTest::maskThatTheModelHasNoMeaningForIsNotAskedFor()
{
    const auto snapshot = scripted::tinyModel("linformer-none");
    const core::WorkbenchState state = stateWith(
        [](core::WorkbenchState &changed) { changed.masks.mask.terms = {core::maskTerm(core::MaskKind::Diagonal)}; });
    QVERIFY(!core::resolve(state, snapshot.get()).mask.isActive());
}

void ResolveTest::truncationIsAQuarterUntilChosen()
{
    const auto snapshot = scripted::randomEncoder(2, 3, 12);
    core::WorkbenchState state =
        stateWith([](core::WorkbenchState &changed) { changed.rank.truncated = core::TruncatedHeads::Layer; });
    core::RankTruncation truncation = core::resolve(state, snapshot.get()).truncation;
    QCOMPARE(truncation.rank, 3);
    QCOMPARE(truncation.heads.size(), 3U);
    state.rank.k = 100;
    truncation = core::resolve(state, snapshot.get()).truncation;
    QCOMPARE(truncation.rank, 12);
}

void ResolveTest::erasureIsAskedInTheShownUnit()
{
    core::WorkbenchState state = stateWith([](core::WorkbenchState &changed) {
        changed.display.unit = core::TokenUnit::Word;
        changed.display.importance = core::ImportanceMeasure::Erasure;
    });
    QCOMPARE(core::resolve(state, nullptr).importanceOptions.unit, core::ImportanceUnit::Word);
    state.display.importance = core::ImportanceMeasure::AttentionReceived;  // adds up
    QCOMPARE(core::resolve(state, nullptr).importanceOptions.unit, core::ImportanceUnit::Token);
}

void ResolveTest::placeAndSelectionChangeNothing()
{
    const auto snapshot = scripted::randomEncoder(2, 3, 12);
    core::WorkbenchState state = stateWith([](auto &) {});
    const core::AnalysisRequest before = core::resolve(state, snapshot.get());
    state.place = support::fullState().place;
    state.selected = support::fullState().selected;
    state.pinned = support::fullState().pinned;
    QVERIFY(core::resolve(state, snapshot.get()) == before);
}

ATTNSCOPE_TEST(ResolveTest, tests::NoApplication)
#include "tst_resolve.moc"
