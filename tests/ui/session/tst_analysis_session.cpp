#include "tests/support/test_program.h"
#include "ui/session/analysis_session.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <chrono>
#include <future>
#include <thread>

namespace {

using namespace std::chrono_literals;

constexpr auto patience = 20s;  // only a broken session takes as long

core::AnalysisRequest requestFor(const std::string &text)
{
    core::AnalysisRequest request;
    request.text = text;
    return request;
}

// Counted on the worker's thread and read before a snapshot is looked into: it orders the two where ThreadSanitizer can see
// it, which the mutexes of Qt's event queue do not.
std::atomic<int> answersMade = 0;

core::Result<ui::SnapshotPointer> answerTo(const core::AnalysisRequest &request)
{
    auto snapshot = std::make_shared<core::AnalysisSnapshot>();
    snapshot->request = request;
    ++answersMade;
    return ui::SnapshotPointer(std::move(snapshot));
}

// Answers every text but "bad", which no model can read.
core::Result<ui::SnapshotPointer> analyze(const core::AnalysisRequest &request, const core::StopToken &)
{
    if (request.text == "bad")
        return core::badInput("the text is bad");
    return answerTo(request);
}

std::string shownText(const ui::AnalysisSession &session)
{
    return answersMade > 0 ? session.snapshot()->request.text : std::string();
}

void workUntilStopped(const core::StopToken &stop)
{
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!stop.stop_requested() && std::chrono::steady_clock::now() < end)
        std::this_thread::yield();
}

}  // namespace

class AnalysisSessionTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void nothingIsShownBeforeTheFirstAnswer();
    void newestRequestWins();
    void onlyTheNewestIsEverShown();
    void partOfTheNewestAnswerIsShown();
    void failureKeepsTheSnapshot();
    void askingAgainForTheSameDoesNothing();
    void destroyedWhileRunningReceivesNothing();
    void answerOnItsWayToADestroyedSessionIsDropped();
};

void AnalysisSessionTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void AnalysisSessionTest::nothingIsShownBeforeTheFirstAnswer()
{
    const ui::AnalysisSession session(analyze);
    QVERIFY(!session.snapshot());
    QVERIFY(session.isUpToDate());
}

void AnalysisSessionTest::newestRequestWins()
{
    std::promise<void> started;
    ui::AnalysisSession session([&](const core::AnalysisRequest &request, const core::StopToken &stop) {
        if (request.text == "first") {
            started.set_value();
            workUntilStopped(stop);
        }
        return answerTo(request);
    });
    QSignalSpy requests(&session, &ui::AnalysisSession::requestChanged);
    QSignalSpy snapshots(&session, &ui::AnalysisSession::snapshotChanged);

    session.submit(requestFor("first"));
    QVERIFY(started.get_future().wait_for(patience) == std::future_status::ready);
    session.submit(requestFor("second"));
    QVERIFY(!session.isUpToDate());
    QCOMPARE(session.request().text, std::string("second"));

    QTRY_VERIFY(session.isUpToDate());
    QCOMPARE(requests.count(), 2);
    QCOMPARE(snapshots.count(), 1);
    QCOMPARE(shownText(session), std::string("second"));
}

// The analyzer is too quick to be stopped, so answers are posted that a newer request has overtaken meanwhile.
void AnalysisSessionTest::onlyTheNewestIsEverShown()
{
    ui::AnalysisSession session(analyze);
    int stale = 0;
    connect(&session, &ui::AnalysisSession::snapshotChanged, this,
            [&](const ui::SnapshotPointer &snapshot) { stale += snapshot->request == session.request() ? 0 : 1; });
    for (int number = 0; number < 200; ++number) {
        session.submit(requestFor(std::to_string(number)));
        if (number % 7 == 0)
            QCoreApplication::processEvents();
    }
    QTRY_VERIFY(session.isUpToDate());
    QCOMPARE(shownText(session), std::string("199"));
    QCOMPARE(stale, 0);
}

void AnalysisSessionTest::partOfTheNewestAnswerIsShown()
{
    std::promise<void> goesOn;
    std::future<void> go = goesOn.get_future();
    ui::AnalysisSession session([&](const core::AnalysisRequest &request, const ui::AnalysisSession::Analyzer::SoFar &soFar,
                                    const core::StopToken &) {
        soFar(*answerTo(request));
        go.wait_for(patience);
        return answerTo(request);
    });
    QSignalSpy snapshots(&session, &ui::AnalysisSession::snapshotChanged);
    session.submit(requestFor("text"));
    QTRY_COMPARE(snapshots.count(), 1);
    QVERIFY(!session.isUpToDate());
    QCOMPARE(shownText(session), std::string("text"));
    goesOn.set_value();
    QTRY_COMPARE(snapshots.count(), 2);
    QVERIFY(session.isUpToDate());
}

void AnalysisSessionTest::failureKeepsTheSnapshot()
{
    ui::AnalysisSession session(analyze);
    QSignalSpy snapshots(&session, &ui::AnalysisSession::snapshotChanged);
    QSignalSpy failures(&session, &ui::AnalysisSession::failed);

    session.submit(requestFor("good"));
    QTRY_COMPARE(snapshots.count(), 1);
    session.submit(requestFor("bad"));
    QTRY_COMPARE(failures.count(), 1);

    QCOMPARE(failures.first().first().toString(), QStringLiteral("the text is bad"));
    QCOMPARE(snapshots.count(), 1);
    QCOMPARE(shownText(session), std::string("good"));
    QVERIFY(session.isUpToDate());
}

void AnalysisSessionTest::askingAgainForTheSameDoesNothing()
{
    const int answersBefore = answersMade;
    ui::AnalysisSession session(analyze);
    QSignalSpy requests(&session, &ui::AnalysisSession::requestChanged);
    session.submit(requestFor("same"));
    QTRY_VERIFY(session.isUpToDate());
    session.submit(requestFor("same"));
    QVERIFY(session.isUpToDate());
    QCOMPARE(requests.count(), 1);
    QCOMPARE(answersMade - answersBefore, 1);
}

void AnalysisSessionTest::destroyedWhileRunningReceivesNothing()
{
    std::promise<void> started;
    int received = 0;
    QElapsedTimer timer;
    {
        ui::AnalysisSession session([&](const core::AnalysisRequest &request, const core::StopToken &stop) {
            started.set_value();
            workUntilStopped(stop);
            return answerTo(request);
        });
        connect(&session, &ui::AnalysisSession::snapshotChanged, this, [&] { ++received; });
        connect(&session, &ui::AnalysisSession::failed, this, [&] { ++received; });
        session.submit(requestFor("text"));
        QVERIFY(started.get_future().wait_for(patience) == std::future_status::ready);
        timer.start();
    }
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QStringLiteral("took %1 ms").arg(timer.elapsed())));
    QCoreApplication::processEvents();
    QCOMPARE(received, 0);
}

void AnalysisSessionTest::answerOnItsWayToADestroyedSessionIsDropped()
{
    int received = 0;
    for (int round = 0; round < 100; ++round) {
        std::promise<void> answered;
        {
            ui::AnalysisSession session([&](const core::AnalysisRequest &request, const core::StopToken &) {
                answered.set_value();
                return answerTo(request);
            });
            connect(&session, &ui::AnalysisSession::snapshotChanged, this, [&] { ++received; });
            session.submit(requestFor("text"));
            QVERIFY(answered.get_future().wait_for(patience) == std::future_status::ready);
        }
        QCoreApplication::processEvents();
    }
    QCOMPARE(received, 0);
}

ATTNSCOPE_TEST(AnalysisSessionTest, QCoreApplication)
#include "tst_analysis_session.moc"
