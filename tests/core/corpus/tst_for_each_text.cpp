#include "core/corpus/runs/for_each_text.h"

#include "tests/support/test_program.h"

#include <QTest>

#include <atomic>
#include <chrono>
#include <numeric>
#include <thread>

namespace {

using core::BatchSize;
using core::Result;

constexpr std::size_t textsToTake = 500;

// Each takes longer the earlier it is in its group, so that threads end in another order than they began.
Result<std::size_t> squareOf(std::size_t text)
{
    std::this_thread::sleep_for(std::chrono::microseconds(40 * (7 - text % 8)));
    return text * text;
}

}  // namespace

class ForEachTextTest : public QObject
{
    Q_OBJECT

private slots:
    void takesEveryTextInOrderOnTheCallingThread();
    void sumsDoNotDependOnTheBatches();
    void progressIsOfWholeBatches();
    void stopDropsTheBatchThatRuns();
    void firstErrorIsTheOneReported();
    void takerMayRefuse();
    void noTextIsNoWork();
};

void ForEachTextTest::takesEveryTextInOrderOnTheCallingThread()
{
    std::vector<std::size_t> taken;
    const auto caller = std::this_thread::get_id();
    const auto take = [&](std::size_t text, std::size_t square) -> Result<void> {
        if (square != text * text || std::this_thread::get_id() != caller)
            return core::badInput("another text's outcome, or another thread");
        taken.push_back(text);
        return {};
    };
    const Result<std::size_t> done = core::forEachText(textsToTake, BatchSize::Watched, squareOf, take, {}, {});
    QVERIFY2(done, done ? "" : done.error().message.c_str());
    QCOMPARE(*done, textsToTake);
    std::vector<std::size_t> expected(textsToTake);
    std::iota(expected.begin(), expected.end(), 0U);
    QVERIFY(taken == expected);
}

// A sum of floating-point numbers is another one in another order. A batch is as many times larger as there are more threads.
void ForEachTextTest::sumsDoNotDependOnTheBatches()
{
    double expected = 0;
    for (std::size_t text = 0; text < textsToTake; ++text)
        expected += 1.0 / static_cast<double>(text * text + 1);
    for (const BatchSize size : {BatchSize::Watched, BatchSize::Whole}) {
        double sum = 0;
        const auto take = [&sum](std::size_t, std::size_t square) -> Result<void> {
            sum += 1.0 / static_cast<double>(square + 1);
            return {};
        };
        QVERIFY(core::forEachText(textsToTake, size, squareOf, take, {}, {}));
        QVERIFY(sum == expected);
    }
}

void ForEachTextTest::progressIsOfWholeBatches()
{
    std::size_t taken = 0;
    std::vector<std::size_t> heard;
    const auto take = [&taken](std::size_t, std::size_t) -> Result<void> {
        ++taken;
        return {};
    };
    const auto hear = [&](std::size_t done) {
        QCOMPARE(done, taken);
        heard.push_back(done);
    };
    QVERIFY(core::forEachText(textsToTake, BatchSize::Watched, squareOf, take, hear, {}));
    QCOMPARE(heard.front(), 4U * static_cast<std::size_t>(core::mostThreads()));
    QCOMPARE(heard.back(), textsToTake);
}

void ForEachTextTest::stopDropsTheBatchThatRuns()
{
    std::stop_source source;
    const std::size_t batch = 4U * static_cast<std::size_t>(core::mostThreads());
    std::atomic<std::size_t> started = 0;
    std::size_t taken = 0;
    const auto of = [&](std::size_t text) -> Result<std::size_t> {
        ++started;
        if (text == batch)  // in the second batch; its outcome is an error that nobody is told of
            source.request_stop();
        return source.stop_requested() ? Result<std::size_t>(core::cancelled()) : Result<std::size_t>(text);
    };
    const auto take = [&taken](std::size_t, std::size_t) -> Result<void> {
        ++taken;
        return {};
    };
    const Result<std::size_t> done = core::forEachText(textsToTake, BatchSize::Watched, of, take, {}, source.get_token());
    QVERIFY(done);
    QCOMPARE(*done, batch);
    QCOMPARE(taken, batch);
    QVERIFY(started <= 2 * batch);
}

void ForEachTextTest::firstErrorIsTheOneReported()
{
    std::size_t taken = 0;
    const auto of = [](std::size_t text) -> Result<std::size_t> {
        if (text % 3 == 2)
            return core::badInput("text " + std::to_string(text));
        return squareOf(text);
    };
    const auto take = [&taken](std::size_t, std::size_t) -> Result<void> {
        ++taken;
        return {};
    };
    const Result<std::size_t> done = core::forEachText(textsToTake, BatchSize::Whole, of, take, {}, {});
    QVERIFY(!done);
    QCOMPARE(done.error().message, std::string("text 2"));
    QCOMPARE(taken, 2U);
}

void ForEachTextTest::takerMayRefuse()
{
    const auto take = [](std::size_t text, std::size_t) -> Result<void> {
        return text == 3 ? Result<void>(core::badInput("no third")) : Result<void>();
    };
    const Result<std::size_t> done = core::forEachText(textsToTake, BatchSize::Watched, squareOf, take, {}, {});
    QVERIFY(!done);
    QCOMPARE(done.error().message, std::string("no third"));
}

void ForEachTextTest::noTextIsNoWork()
{
    const auto take = [](std::size_t, std::size_t) { return Result<void>(core::badInput("there is none")); };
    const Result<std::size_t> done = core::forEachText(0, BatchSize::Watched, squareOf, take, {}, {});
    QVERIFY(done);
    QCOMPARE(*done, 0U);
}

ATTNSCOPE_TEST(ForEachTextTest, tests::NoApplication)
#include "tst_for_each_text.moc"
