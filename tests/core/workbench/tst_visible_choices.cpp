#include "core/workbench/visible_choices.h"
#include "tests/support/scripted_snapshot.h"
#include "tests/support/test_program.h"

using core::ChoiceKind;

class VisibleChoicesTest : public QObject
{
    Q_OBJECT

private slots:
    void nothingIsToldOfAnUntouchedState();
    void everyChoiceIsTold();
    void paintedMaskSaysHowMuchItRemoves();
    void pagesWithoutTheMaskSayOffHere();
    void maskThatTheModelCannotHaveSaysSo();
    void ablationSaysThatItsMeansFollow();
    void clearingPutsBackWhatWasAtFirst();
    void goingLeadsToThePage();
    void pinLeadsToWhereItIsCompared();
};

namespace {

core::WorkbenchState fullOfChoices()
{
    core::WorkbenchState state;
    state.text = "a film";
    state.shownModel = "model";
    state.masks.mask.terms = {core::maskTerm(core::MaskKind::Diagonal), core::maskTerm(core::MaskKind::Block, {4})};
    state.masks.mask.ablated = core::AblatedHeads::Head;
    state.display.specialTokens = core::SpecialTokenMode::Mask;
    state.rank.truncated = core::TruncatedHeads::Layer;
    state.rank.k = 4;
    state.selected.head = {{1}, {2}};
    state.pinned = core::PinnedPrediction{.model = {"one", "/models/one"},
                                          .text = "another film",
                                          .outputs = {{"negative", 0.1}, {"positive", 0.9}},
                                          .followed = 1};
    return state;
}

std::vector<std::string> texts(const std::vector<core::VisibleChoice> &choices)
{
    std::vector<std::string> all;
    for (const core::VisibleChoice &choice : choices)
        all.push_back(choice.text + (choice.off.empty() ? "" : " | " + choice.off));
    return all;
}

const core::VisibleChoice *find(const std::vector<core::VisibleChoice> &choices, ChoiceKind kind)
{
    const auto found = std::ranges::find(choices, kind, &core::VisibleChoice::kind);
    return found == choices.end() ? nullptr : &*found;
}

}  // namespace

void VisibleChoicesTest::nothingIsToldOfAnUntouchedState()
{
    QVERIFY(core::visibleChoices({}, nullptr).empty());
    QVERIFY(core::visibleChoices({}, scripted::randomEncoder(2, 3, 12).get()).empty());
}

void VisibleChoicesTest::everyChoiceIsTold()
{
    const auto snapshot = scripted::randomEncoder(2, 3, 12);
    const auto choices = core::visibleChoices(fullOfChoices(), snapshot.get());
    QCOMPARE(texts(choices),
             (std::vector<std::string>{"no diagonal or blocks of 4", "ablated: L1 H2", "special tokens masked",
                                       "rank 4 in L1 | off here", "pinned: positive 0.90"}));
    QCOMPARE(choices.front().code, std::string("diagonal+block:4"));
}

void VisibleChoicesTest::paintedMaskSaysHowMuchItRemoves()
{
    const auto snapshot = scripted::randomEncoder(1, 1, 5);
    const core::PairMask pairs = core::pairMask(1, 5, [](int, int query, int key) { return query != 0 || key != 1; });
    core::WorkbenchState state;
    state.masks.mask.terms = {core::paintedTerm(pairs)};
    QCOMPARE(texts(core::visibleChoices(state, snapshot.get())), (std::vector<std::string>{"painted mask, 4.0 % removed"}));
}

void VisibleChoicesTest::pagesWithoutTheMaskSayOffHere()
{
    const auto snapshot = scripted::randomEncoder(2, 3, 12);
    core::WorkbenchState state;
    state.masks.mask.terms = {core::maskTerm(core::MaskKind::Diagonal)};
    const auto isOff = [&](const core::Place &place) {
        state.place = place;
        return core::visibleChoices(state, snapshot.get()).front().off == "off here";
    };
    QVERIFY(!isOff({.workspace = "attention"}));
    QVERIFY(!isOff({.workspace = "masks", .masks = core::MasksPage::Evaluation}));
    QVERIFY(!isOff({.workspace = "rank", .rank = core::RankPage::Spectra}));
    QVERIFY(isOff({.workspace = "rank", .rank = core::RankPage::Weights}));
    QVERIFY(isOff({.workspace = "rank", .rank = core::RankPage::HeadSizes}));
    QVERIFY(!isOff({.workspace = "importance", .importance = core::ImportancePage::WhatIf}));
    QVERIFY(isOff({.workspace = "importance", .importance = core::ImportancePage::Contexts}));
    QVERIFY(isOff({.workspace = "figures"}));
}

void VisibleChoicesTest::maskThatTheModelCannotHaveSaysSo()
{
    const auto snapshot = scripted::tinyModel("linformer-none");
    core::WorkbenchState state;
    state.masks.mask.terms = {core::maskTerm(core::MaskKind::Diagonal)};
    const auto choices = core::visibleChoices(state, snapshot.get());
    QCOMPARE(texts(choices), (std::vector<std::string>{"no diagonal | not in this model"}));
    QVERIFY(choices.front().explanation.size() > std::string("Not in this model. ").size());
}

void VisibleChoicesTest::ablationSaysThatItsMeansFollow()
{
    const auto snapshot = scripted::randomEncoder(2, 3, 12);
    core::WorkbenchState state;
    state.masks.mask.ablated = core::AblatedHeads::Layer;
    state.masks.mask.means.texts = "texts.tsv";
    QCOMPARE(texts(core::visibleChoices(state, snapshot.get())),
             (std::vector<std::string>{"ablated: L0 to the mean | means follow"}));
}

void VisibleChoicesTest::clearingPutsBackWhatWasAtFirst()
{
    const auto snapshot = scripted::randomEncoder(2, 3, 12);
    core::WorkbenchState state = fullOfChoices();
    for (const core::VisibleChoice &choice : core::visibleChoices(state, snapshot.get())) {
        core::clearChoice(state, choice.kind);
        QVERIFY(!find(core::visibleChoices(state, snapshot.get()), choice.kind));
    }
    QVERIFY(core::visibleChoices(state, snapshot.get()).empty());
}

void VisibleChoicesTest::goingLeadsToThePage()
{
    core::WorkbenchState state = fullOfChoices();
    core::goToChoice(state, ChoiceKind::RankCut);
    QCOMPARE(state.place.workspace, std::string("rank"));
    QVERIFY(find(core::visibleChoices(state, scripted::randomEncoder(2, 3, 12).get()), ChoiceKind::RankCut)->off.empty());
    state.place.masks = core::MasksPage::Evaluation;
    core::goToChoice(state, ChoiceKind::Mask);
    QCOMPARE(state.place.workspace, std::string("masks"));
    QVERIFY(state.place.masks == core::MasksPage::Mask);
}

void VisibleChoicesTest::pinLeadsToWhereItIsCompared()
{
    core::WorkbenchState state = fullOfChoices();
    const std::string text = state.text;
    core::goToChoice(state, ChoiceKind::Pin);
    QCOMPARE(state.place.workspace, std::string("importance"));
    QVERIFY(state.place.importance == core::ImportancePage::SideBySide);
    QVERIFY(state.importance.second.isPinned);
    QCOMPARE(state.text, text);
}

ATTNSCOPE_TEST(VisibleChoicesTest, tests::NoApplication)
#include "tst_visible_choices.moc"
