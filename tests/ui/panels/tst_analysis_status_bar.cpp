#include "tests/support/fail_on_warnings.h"
#include "tests/support/scripted_analyzer.h"
#include "tests/support/scripted_session.h"
#include "tests/support/test_program.h"
#include "ui/panels/analysis_status_bar.h"

#include <QApplication>
#include <QLabel>
#include <QScopeGuard>
#include <QTest>

#include <future>
#include <memory>

class AnalysisStatusBarTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { failOnWarnings(); }
    void tellsSizeAndTimeOfTheLastPass();
    void tellsWhatIsRunning();
    void tipsAreLeftOutWhereTheyHaveNoRoom();
    void claimsNothingAfterAFailure();
};

namespace {

core::AnalysisRequest request(const char *model, const char *text)
{
    core::AnalysisRequest request;
    request.modelDirectory = model;
    request.text = text;
    return request;
}

QString text(const ui::AnalysisStatusBar &bar, const char *label)
{
    return bar.findChild<QLabel *>(QLatin1String(label))->text();
}

}  // namespace

void AnalysisStatusBarTest::tellsSizeAndTimeOfTheLastPass()
{
    ui::AnalysisSession session(scripted::analyze);
    const ui::AnalysisStatusBar bar(session);
    session.submit(request("one", "a lovely film"));
    QTRY_COMPARE(text(bar, "statusActivity"), QStringLiteral("up to date"));
    QCOMPARE(text(bar, "statusFacts"), QStringLiteral("5 tokens · 31 ms forward · 4.3 ms measures"));
}

void AnalysisStatusBarTest::tellsWhatIsRunning()
{
    auto mayAnswer = std::make_unique<std::promise<void>>();
    ui::AnalysisSession session([held = mayAnswer->get_future().share()](const auto &asked, const auto &stop) {
        if (asked.text == "slow")
            held.wait();
        return scripted::analyze(asked, stop);
    });
    const auto release = qScopeGuard([&mayAnswer] { mayAnswer.reset(); });  // also where a check fails
    const ui::AnalysisStatusBar bar(session);
    session.submit(request("one", "quick"));
    QTRY_COMPARE(text(bar, "statusActivity"), QStringLiteral("up to date"));
    session.submit(request("one", "slow"));
    QCOMPARE(text(bar, "statusActivity"), QStringLiteral("up to date"));  // for a moment, lest it flicker
    QTRY_COMPARE(text(bar, "statusActivity"), QStringLiteral("analyzing …"));
    session.submit(request("two", "slow"));
    QTRY_COMPARE(text(bar, "statusActivity"), QStringLiteral("opening two …"));
    mayAnswer.reset();
    QTRY_COMPARE(text(bar, "statusActivity"), QStringLiteral("up to date"));
}

void AnalysisStatusBarTest::tipsAreLeftOutWhereTheyHaveNoRoom()
{
    ui::AnalysisSession session(scripted::analyze);
    ui::AnalysisStatusBar bar(session);
    scripted::showAt(bar, 900, 30);
    bar.showTip(QStringLiteral("Wheel zooms · drag moves"));
    QCOMPARE(text(bar, "statusTip"), QStringLiteral("Wheel zooms · drag moves"));
    bar.showTip({});
    QCOMPARE(text(bar, "statusTip"), QString());
    bar.showTip(QStringLiteral("Wheel zooms · drag moves"));
    bar.resize(250, 30);
    QCOMPARE(text(bar, "statusTip"), QStringLiteral("Wheel zooms"));
    bar.resize(80, 30);
    QCOMPARE(text(bar, "statusTip"), QString());
    bar.resize(900, 30);
    QCOMPARE(text(bar, "statusTip"), QStringLiteral("Wheel zooms · drag moves"));
}

void AnalysisStatusBarTest::claimsNothingAfterAFailure()
{
    ui::AnalysisSession session(scripted::analyze);
    const ui::AnalysisStatusBar bar(session);
    session.submit(request("broken", "text"));
    QTRY_VERIFY(session.isUpToDate());
    QCOMPARE(text(bar, "statusActivity"), QString());
}

ATTNSCOPE_TEST(AnalysisStatusBarTest, QApplication)
#include "tst_analysis_status_bar.moc"
