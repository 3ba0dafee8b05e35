#include "core/workbench/second_side.h"
#include "tests/support/test_program.h"

#include <QTest>

namespace {

core::WorkbenchState stateOf(const std::string &secondText, const std::filesystem::path &secondModel)
{
    core::WorkbenchState state;
    state.text = "a film";
    state.openModels = {"/models/one", "/models/two"};
    state.shownModel = "/models/one";
    state.display.unit = core::TokenUnit::Word;
    state.importance.second = {.text = secondText, .model = secondModel};
    return state;
}

}  // namespace

class SecondSideTest : public QObject
{
    Q_OBJECT

private slots:
    void nothingChosenIsTheSame() { QCOMPARE(core::secondSide(stateOf({}, {})), stateOf({}, {})); }

    void choicesTakeThePlaceOfTheShownOnes()
    {
        const core::WorkbenchState second = core::secondSide(stateOf("a play", "/models/two"));
        QCOMPARE(second.text, std::string("a play"));
        QCOMPARE(second.shownModel, std::filesystem::path("/models/two"));
        QCOMPARE(second.display.unit, core::TokenUnit::Word);
    }

    void modelThatIsNotOpenIsNotChosen()
    {
        QCOMPARE(core::secondSide(stateOf({}, "/models/three")).shownModel, std::filesystem::path("/models/one"));
    }

    void swappedTwiceIsAsBefore_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("model");
        QTest::newRow("both") << "a play"
                              << "/models/two";
        QTest::newRow("text") << "a play"
                              << "";
        QTest::newRow("model") << ""
                               << "/models/two";
        QTest::newRow("neither") << ""
                                 << "";
    }

    void swappedTwiceIsAsBefore()
    {
        QFETCH(QString, text);
        QFETCH(QString, model);
        const core::WorkbenchState before = stateOf(text.toStdString(), model.toStdString());
        core::WorkbenchState state = before;
        core::swapSides(state);
        QCOMPARE(state.text, text.isEmpty() ? before.text : text.toStdString());
        QCOMPARE(state.importance.second.text, text.isEmpty() ? std::string() : before.text);
        QCOMPARE(state.shownModel, core::secondSide(before).shownModel);
        core::swapSides(state);
        QCOMPARE(state, before);
    }

    void pinnedAnswerBringsItsChoices();
    void pinnedHeadStaysWhereItWas();
    void showingThePinKeepsIt();
    void pinThatIsGoneHasNoEffect();
    void pinnedModelAnswersThoughItIsClosed();
};

namespace {

// "a play" was pinned with the second model, under a mask in the selected head; then other choices were made.
core::WorkbenchState pinnedState()
{
    core::WorkbenchState state = stateOf("a third", {});
    state.shownModel = "/models/two";
    state.selected.head = {{1}, {2}};
    state.masks.mask.terms = {core::maskTerm(core::MaskKind::Diagonal)};
    state.masks.mask.heads = core::MaskedHeads::Head;
    state.display.specialTokens = core::SpecialTokenMode::Mask;
    state.pinned = core::pinOf({.model = {"two", "/models/two"}, .text = "a play", .mask = {}, .outputs = {{"yes", 1.0}}},
                               state, nullptr);
    state.shownModel = "/models/one";
    state.masks.mask = {};
    state.display.specialTokens = core::SpecialTokenMode::Show;
    state.selected.head = {{0}, {0}};
    state.importance.second.isPinned = true;
    return state;
}

}  // namespace

void SecondSideTest::pinnedAnswerBringsItsChoices()
{
    const core::WorkbenchState second = core::secondSide(pinnedState());
    QCOMPARE(second.text, std::string("a play"));
    QCOMPARE(second.shownModel, std::filesystem::path("/models/two"));
    QVERIFY(second.display.specialTokens == core::SpecialTokenMode::Mask);
    QVERIFY(core::maskOf(second.masks.mask, {}).masksPairs());
    QVERIFY(!core::areSidesAlike(pinnedState()));
}

void SecondSideTest::pinnedHeadStaysWhereItWas()
{
    const core::AttentionMask mask = core::maskOf(core::secondSide(pinnedState()).masks.mask, {{0}, {0}});
    QVERIFY(mask.scope.contains({{1}, {2}}));
    QVERIFY(!mask.scope.contains({{0}, {0}}));
}

void SecondSideTest::showingThePinKeepsIt()
{
    core::WorkbenchState state = pinnedState();
    core::swapSides(state);
    QCOMPARE(state.text, std::string("a play"));
    QCOMPARE(state.selected.head, (core::HeadRef{{1}, {2}}));
    QVERIFY(!state.masks.mask.fixedOn);
    QCOMPARE(state.pinned, pinnedState().pinned);
    QVERIFY(core::areSidesAlike(state));
}

void SecondSideTest::pinnedModelAnswersThoughItIsClosed()
{
    core::WorkbenchState state = pinnedState();
    state.pinned->choices.model = "/models/run/step100.safetensors";
    QCOMPARE(core::secondSide(state).shownModel, std::filesystem::path("/models/run/step100.safetensors"));
    core::swapSides(state);
    QCOMPARE(state.shownModel, std::filesystem::path("/models/run/step100.safetensors"));
    QCOMPARE(state.openModels.back(), state.shownModel);
}

void SecondSideTest::pinThatIsGoneHasNoEffect()
{
    core::WorkbenchState state = pinnedState();
    state.pinned.reset();
    QCOMPARE(core::secondSide(state).text, std::string("a third"));
}

ATTNSCOPE_TEST(SecondSideTest, tests::NoApplication)
#include "tst_second_side.moc"
