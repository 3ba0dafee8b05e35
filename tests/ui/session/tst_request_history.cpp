#include "tests/support/fail_on_warnings.h"
#include "tests/support/scripted_analyzer.h"
#include "tests/support/test_program.h"
#include "ui/session/request_binding.h"
#include "ui/session/request_history.h"

#include <QTest>

using core::SpecialTokenMode;

namespace {

// A session with a history, and a hand that types into it.
struct Desk {
    ui::AnalysisSession session{scripted::analyze};
    ui::ViewState options;
    ui::Selection selection;
    ui::RequestHistory history{session, options, selection};

    explicit Desk(const std::string &text = {})
    {
        ui::bindRequestToOptions(session, options);
        core::AnalysisRequest request;
        request.modelDirectory = "one";
        request.text = text;
        session.submit(request);
    }

    void setText(const std::string &text)
    {
        core::AnalysisRequest request = session.request();
        request.text = text;
        session.submit(request);
    }

    void type(const std::string &more)
    {
        for (const char letter : more)
            setText(session.request().text + letter);
    }

    void open(const char *model)
    {
        core::AnalysisRequest request = session.request();
        request.modelDirectory = model;
        session.submit(request);
    }

    QString text() const { return QString::fromStdString(session.request().text); }
};

}  // namespace

class RequestHistoryTest : public QObject
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
    void gammaIsOneStepHoweverFarItIsDragged();
    void refusedModelIsNoPlaceToGoBackTo();
    void switchingModelsIsAStep();
};

void RequestHistoryTest::typingIsUndoneWordByWord()
{
    Desk desk;
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

void RequestHistoryTest::undoneTextComesBack()
{
    Desk desk;
    desk.type("a film");
    desk.history.undo();
    QVERIFY(desk.history.canRedo());
    desk.history.redo();
    QCOMPARE(desk.text(), QStringLiteral("a film"));
    QVERIFY(!desk.history.canRedo());
}

void RequestHistoryTest::newChangeForgetsWhatWasUndone()
{
    Desk desk;
    desk.type("a film");
    desk.history.undo();
    desk.type("b");
    QVERIFY(!desk.history.canRedo());
    QCOMPARE(desk.text(), QStringLiteral("a b"));
    desk.history.undo();
    QCOMPARE(desk.text(), QStringLiteral("a "));
}

void RequestHistoryTest::optionAndItsRequestAreOneStep()
{
    Desk desk("text");
    ui::ViewOptions options = desk.options.options();
    options.specialTokens = SpecialTokenMode::Mask;
    options.importance = core::ImportanceMeasure::Erasure;
    desk.options.setOptions(options);
    QVERIFY(desk.session.request().masksSpecialTokens);
    QCOMPARE(desk.session.request().importance, core::ImportanceMeasure::Erasure);
    desk.history.undo();
    QCOMPARE(desk.options.options().specialTokens, SpecialTokenMode::Show);
    QVERIFY(!desk.session.request().masksSpecialTokens);
    QCOMPARE(desk.session.request().importance, core::ImportanceMeasure::AttentionReceived);
    QVERIFY(!desk.history.canUndo());
    desk.history.redo();
    QVERIFY(desk.session.request().masksSpecialTokens);
    QCOMPARE(desk.options.options().specialTokens, SpecialTokenMode::Mask);
}

// Words of attention are sums that need no other answer; the erasure of a word is one more pass.
void RequestHistoryTest::unitIsAskedForWhereItMatters()
{
    Desk desk("text");
    ui::ViewOptions options = desk.options.options();
    options.unit = ui::TokenUnit::Word;
    desk.options.setOptions(options);
    QCOMPARE(desk.session.request().importanceUnit, core::ImportanceUnit::Token);
    options.importance = core::ImportanceMeasure::Erasure;
    desk.options.setOptions(options);
    QCOMPARE(desk.session.request().importanceUnit, core::ImportanceUnit::Word);
    options.unit = ui::TokenUnit::SubWord;
    desk.options.setOptions(options);
    QCOMPARE(desk.session.request().importanceUnit, core::ImportanceUnit::Token);
}

void RequestHistoryTest::headIsAStep()
{
    Desk desk("text");
    desk.selection.selectHead({{1}, {3}});
    desk.history.undo();
    QCOMPARE(desk.selection.cell().head, (core::HeadRef{{0}, {0}}));
    desk.history.redo();
    QCOMPARE(desk.selection.cell().head, (core::HeadRef{{1}, {3}}));
}

void RequestHistoryTest::hoverIsNone()
{
    Desk desk("text");
    desk.selection.hover(core::TokenPosition{1}, core::TokenPosition{2});
    desk.selection.lock(core::TokenPosition{1}, core::TokenPosition{2});
    QVERIFY(!desk.history.canUndo());
}

void RequestHistoryTest::gammaIsOneStepHoweverFarItIsDragged()
{
    Desk desk("text");
    ui::ViewOptions options = desk.options.options();
    const double before = options.gamma;
    for (const double gamma : {0.7, 0.8, 0.9}) {
        options.gamma = gamma;
        desk.options.setOptions(options);
    }
    desk.history.undo();
    QCOMPARE(desk.options.options().gamma, before);
    QVERIFY(!desk.history.canUndo());
}

void RequestHistoryTest::refusedModelIsNoPlaceToGoBackTo()
{
    Desk desk("text");
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

void RequestHistoryTest::switchingModelsIsAStep()
{
    Desk desk("text");
    desk.open("two");
    QTRY_VERIFY(desk.session.isUpToDate());
    desk.history.undo();
    QCOMPARE(desk.session.request().modelDirectory, std::filesystem::path("one"));
}

ATTNSCOPE_TEST(RequestHistoryTest, QCoreApplication)
#include "tst_request_history.moc"
