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
};

ATTNSCOPE_TEST(SecondSideTest, tests::NoApplication)
#include "tst_second_side.moc"
