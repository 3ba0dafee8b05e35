#include "core/pipeline/latest_request_worker.h"
#include "tests/support/test_program.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <functional>
#include <future>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using Worker = core::LatestRequestWorker<int, int>;

constexpr auto patience = 20s;  // only a broken worker takes as long

// What a worker delivered, in order; filled on the worker's thread.
class Deliveries
{
public:
    Worker::Deliver recorder()
    {
        return [this](core::Result<int> answer) {
            const std::lock_guard lock(m_mutex);
            if (answer)
                m_answers.push_back(*answer);
            else
                m_errors.push_back(answer.error().message);
            m_arrived.notify_all();
        };
    }

    bool waitForAnswer(int wanted)
    {
        std::unique_lock lock(m_mutex);
        return m_arrived.wait_for(lock, patience, [&] { return !m_answers.empty() && m_answers.back() == wanted; });
    }

    bool waitForError()
    {
        std::unique_lock lock(m_mutex);
        return m_arrived.wait_for(lock, patience, [this] { return !m_errors.empty(); });
    }

    std::vector<int> answers()
    {
        const std::lock_guard lock(m_mutex);
        return m_answers;
    }

    std::vector<std::string> errors()
    {
        const std::lock_guard lock(m_mutex);
        return m_errors;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_arrived;
    std::vector<int> m_answers;
    std::vector<std::string> m_errors;
};

// Returns when stop is requested, or after `limit`; true if it was stopped.
bool workUntilStopped(const core::StopToken &stop, std::chrono::nanoseconds limit)
{
    const auto end = std::chrono::steady_clock::now() + limit;
    while (!stop.stop_requested() && std::chrono::steady_clock::now() < end)
        std::this_thread::yield();
    return stop.stop_requested();
}

bool isReady(const std::future<void> &future)
{
    return future.wait_for(patience) == std::future_status::ready;
}

}  // namespace

class LatestRequestWorkerTest : public QObject
{
    Q_OBJECT

private slots:
    void deliversTheLastOfManyQuickRequests_data();
    void deliversTheLastOfManyQuickRequests();
    void supersededRunSeesItsStopToken();
    void waitingRequestIsReplacedUnseen();
    void errorsAreDelivered();
    void destructionWhileRunningReturnsQuickly();
    void destructionWhileIdleDeliversNothing();
};

void LatestRequestWorkerTest::deliversTheLastOfManyQuickRequests_data()
{
    QTest::addColumn<bool>("obeysStop");
    QTest::newRow("run that stops when asked") << true;
    QTest::newRow("run that never looks at its token") << false;
}

void LatestRequestWorkerTest::deliversTheLastOfManyQuickRequests()
{
    QFETCH(bool, obeysStop);
    constexpr int last = 199;
    Deliveries deliveries;
    const auto run = [obeysStop](int request, const core::StopToken &stop) -> core::Result<int> {
        if (workUntilStopped(obeysStop ? stop : core::StopToken(), 300us))
            return core::cancelled();
        return request;
    };
    {
        Worker worker(run, deliveries.recorder());
        for (int request = 0; request <= last; ++request)
            worker.submit(request);
        QVERIFY(deliveries.waitForAnswer(last));
    }

    const std::vector<int> answers = deliveries.answers();
    QCOMPARE(answers.back(), last);
    QVERIFY2(std::adjacent_find(answers.begin(), answers.end(), std::greater_equal<>()) == answers.end(),
             "an older request was answered after a newer one");
    QVERIFY2(deliveries.errors().empty(), "a cancelled run was delivered");
}

void LatestRequestWorkerTest::supersededRunSeesItsStopToken()
{
    Deliveries deliveries;
    std::promise<void> started;
    std::promise<bool> stopped;
    const auto run = [&](int request, const core::StopToken &stop) -> core::Result<int> {
        if (request == 1) {
            started.set_value();
            stopped.set_value(workUntilStopped(stop, patience));
        }
        return request;
    };
    Worker worker(run, deliveries.recorder());
    worker.submit(1);
    QVERIFY(isReady(started.get_future()));
    worker.submit(2);

    QVERIFY(stopped.get_future().get());
    QVERIFY(deliveries.waitForAnswer(2));
    QCOMPARE(deliveries.answers(), std::vector<int>{2});
}

void LatestRequestWorkerTest::waitingRequestIsReplacedUnseen()
{
    Deliveries deliveries;
    std::promise<void> started;
    std::promise<void> release;
    std::vector<int> seen;
    const auto run = [&, gate = release.get_future().share()](int request, const core::StopToken &) -> core::Result<int> {
        seen.push_back(request);
        if (request == 1) {
            started.set_value();
            gate.wait();
        }
        return request;
    };
    {
        Worker worker(run, deliveries.recorder());
        worker.submit(1);
        QVERIFY(isReady(started.get_future()));
        worker.submit(2);
        worker.submit(3);
        release.set_value();
        QVERIFY(deliveries.waitForAnswer(3));
    }
    QCOMPARE(seen, (std::vector<int>{1, 3}));
}

void LatestRequestWorkerTest::errorsAreDelivered()
{
    Deliveries deliveries;
    Worker worker([](int, const core::StopToken &) -> core::Result<int> { return core::badInput("no such model"); },
                  deliveries.recorder());
    worker.submit(1);
    QVERIFY(deliveries.waitForError());
    QCOMPARE(deliveries.errors(), std::vector<std::string>{"no such model"});
}

void LatestRequestWorkerTest::destructionWhileRunningReturnsQuickly()
{
    Deliveries deliveries;
    std::promise<void> started;
    const auto run = [&](int request, const core::StopToken &stop) -> core::Result<int> {
        started.set_value();
        workUntilStopped(stop, patience);
        return request;
    };
    QElapsedTimer timer;
    {
        Worker worker(run, deliveries.recorder());
        worker.submit(1);
        QVERIFY(isReady(started.get_future()));
        timer.start();
    }
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QStringLiteral("took %1 ms").arg(timer.elapsed())));
    QVERIFY(deliveries.answers().empty());
}

void LatestRequestWorkerTest::destructionWhileIdleDeliversNothing()
{
    Deliveries deliveries;
    {
        const Worker worker([](int request, const core::StopToken &) -> core::Result<int> { return request; },
                            deliveries.recorder());
    }
    QVERIFY(deliveries.answers().empty());
}

ATTNSCOPE_TEST(LatestRequestWorkerTest, tests::NoApplication)
#include "tst_latest_request_worker.moc"
