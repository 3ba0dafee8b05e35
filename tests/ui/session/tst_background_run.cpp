#include "ui/session/background_run.h"

#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QSemaphore>
#include <QTest>

#include <atomic>
#include <optional>
#include <string>

namespace {

using ui::LongRun;

// A run that says the first of two numbers, waits until it is let go on, and answers with the second. A request of 0 fails.
struct BackgroundRunBench {
    QObject context;
    QSemaphore steps;
    std::atomic<int> batches = 0;
    int changes = 0;
    ui::BackgroundRun<int, std::string> run{context,
                                            [this](int request, const core::RunListener<std::string> &listener,
                                                   const core::StopToken &stop) { return answer(request, listener, stop); },
                                            [this] { ++changes; }};

    ~BackgroundRunBench() { steps.release(100); }

    core::Result<std::string> answer(int request, const core::RunListener<std::string> &listener,
                                     const core::StopToken &stop)
    {
        if (request == 0)
            return core::badInput("nothing was asked");
        listener.soFar("half of " + std::to_string(request));
        steps.acquire();
        listener.betweenBatches({});
        ++batches;
        return stop.stop_requested() ? core::Result<std::string>(core::cancelled()) : "all of " + std::to_string(request);
    }
};

}  // namespace

class BackgroundRunTest : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhatThereIsOnTheWay();
    void failureIsTheProblem();
    void cancelKeepsWhatWasFound();
    void newestRequestWins();
    void refusalEndsWhatRuns();
    void droppedRunIsAsIfNeverStarted();
    void heldRunWaitsBetweenBatches();
};

void BackgroundRunTest::tellsWhatThereIsOnTheWay()
{
    BackgroundRunBench bench;
    QVERIFY(!bench.run.answer() && !bench.run.request() && !bench.run.isRunning());
    bench.run.start(3);
    QVERIFY(bench.run.isRunning());
    QCOMPARE(bench.run.request(), std::optional(3));
    QTRY_COMPARE(bench.run.answer(), std::optional<std::string>("half of 3"));
    QVERIFY(bench.run.isRunning());
    bench.steps.release();
    QTRY_COMPARE(bench.run.state(), LongRun::State::Idle);
    QCOMPARE(bench.run.answer(), std::optional<std::string>("all of 3"));
    QCOMPARE(bench.changes, 3);  // started, half and all
}

void BackgroundRunTest::failureIsTheProblem()
{
    BackgroundRunBench bench;
    bench.run.start(0);
    QTRY_COMPARE(bench.run.problem(), QStringLiteral("nothing was asked"));
    QCOMPARE(bench.run.state(), LongRun::State::Idle);
    bench.run.start(1);
    QVERIFY(bench.run.problem().isEmpty());
}

void BackgroundRunTest::cancelKeepsWhatWasFound()
{
    BackgroundRunBench bench;
    bench.run.cancel();
    QCOMPARE(bench.changes, 0);  // nothing ran
    bench.run.start(2);
    QTRY_VERIFY(bench.run.answer());
    bench.run.cancel();
    QCOMPARE(bench.run.state(), LongRun::State::Stopped);
    bench.steps.release();
    QTRY_COMPARE(bench.batches.load(), 1);
    QCoreApplication::processEvents();
    QCOMPARE(bench.run.answer(), std::optional<std::string>("half of 2"));
    QCOMPARE(bench.run.state(), LongRun::State::Stopped);
}

void BackgroundRunTest::newestRequestWins()
{
    BackgroundRunBench bench;
    bench.steps.release(2);
    bench.run.start(1);
    bench.run.start(2);
    QTRY_COMPARE(bench.run.state(), LongRun::State::Idle);
    QCOMPARE(bench.run.answer(), std::optional<std::string>("all of 2"));
}

void BackgroundRunTest::refusalEndsWhatRuns()
{
    BackgroundRunBench bench;
    bench.run.start(1);
    QTRY_VERIFY(bench.run.answer());
    bench.run.refuse(QStringLiteral("Open a model first."));
    QCOMPARE(bench.run.problem(), QStringLiteral("Open a model first."));
    QCOMPARE(bench.run.state(), LongRun::State::Idle);
    bench.steps.release();
    QTRY_COMPARE(bench.batches.load(), 1);
    QCoreApplication::processEvents();
    QCOMPARE(bench.run.answer(), std::optional<std::string>("half of 1"));
}

void BackgroundRunTest::droppedRunIsAsIfNeverStarted()
{
    BackgroundRunBench bench;
    bench.run.start(1);
    QTRY_VERIFY(bench.run.answer());
    const int changes = bench.changes;
    bench.run.drop();
    QVERIFY(!bench.run.request() && !bench.run.isRunning());
    QCOMPARE(bench.changes, changes);
    QVERIFY(bench.run.answer());
    bench.run.forget();
    QVERIFY(!bench.run.answer());
}

void BackgroundRunTest::heldRunWaitsBetweenBatches()
{
    BackgroundRunBench bench;
    bench.run.setHeld(true);
    bench.run.start(4);
    QTRY_VERIFY(bench.run.answer());
    bench.steps.release();
    QTRY_COMPARE(bench.steps.available(), 0);  // it has gone on to the end of its batch,
    QCOMPARE(bench.batches.load(), 0);         // and no further
    bench.run.setHeld(false);
    QTRY_COMPARE(bench.run.answer(), std::optional<std::string>("all of 4"));
}

ATTNSCOPE_TEST(BackgroundRunTest, QCoreApplication)
#include "tst_background_run.moc"
