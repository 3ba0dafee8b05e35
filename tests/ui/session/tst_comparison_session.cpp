#include "tests/support/test_program.h"
#include "ui/session/comparison_session.h"

#include "core/pipeline/analysis_pipeline.h"
#include "tests/support/tiny_model.h"
#include "tests/support/wait_until.h"

#include <QCoreApplication>
#include <QFile>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <mutex>

namespace {

using State = ui::ComparisonSession::State;
using Listener = core::ComparisonRunner::Listener;

const std::string refused = "a text that is refused";

// The engine behind a session with tiny models, and a corpus of as many lines as a test needs.
struct ComparisonSessionBench {
    support::TinyModel first{support::encoderConfig()};
    support::TinyModel second{support::encoderConfig({{"num_attention_heads", 2}, {"head_size", 12}}), 2};
    QTemporaryDir folder;
    std::mutex mayAnswer;  // held by a test: the session stays busy
    std::shared_ptr<core::ModelStore> store = std::make_shared<core::ModelStore>();
    ui::AnalysisSession session{
        [this, pipeline = std::make_shared<core::AnalysisPipeline>(store)](
            const core::AnalysisRequest &request, const core::StopToken &stop) -> core::Result<ui::SnapshotPointer> {
            const std::lock_guard answering(mayAnswer);
            if (request.text == refused)
                return core::badInput("refused");
            return pipeline->run(request, stop);
        }};
    ui::Workbench workbench{session};
    ui::OpenModels models{workbench, session, [this](const std::filesystem::path &path) { return store->model(path); }};
    // Of a run that goes batch by batch, as `steps` are released; one that is deaf goes on to its end whoever stops it.
    std::atomic<bool> isStepwise = false;
    std::atomic<bool> isDeaf = false;
    QSemaphore steps;
    std::atomic<int> batches = 0;
    std::atomic<int> ends = 0;
    ui::ComparisonSession comparison{workbench,
                                     session,
                                     models,
                                     {first.directory(), second.directory()},
                                     [this, engine = std::make_shared<core::ComparisonRunner>()](
                                         const core::ComparisonRequest &request, const Listener &listener,
                                         const core::StopToken &stop) { return run(*engine, request, listener, stop); }};

    ~ComparisonSessionBench() { steps.release(1000); }

    core::Result<core::ComparisonPointer> run(core::ComparisonRunner &engine, const core::ComparisonRequest &request,
                                              const Listener &listener, const core::StopToken &stop)
    {
        const auto pass = [&](const core::RunProgress &progress) {
            if (isStepwise)
                steps.acquire();
            listener.betweenBatches(progress);
            ++batches;
        };
        const core::StopToken heard = isDeaf ? core::StopToken() : stop;
        auto answer = engine.run(request, {.soFar = listener.soFar, .betweenBatches = pass}, heard);
        if (isDeaf && answer)
            listener.soFar(*answer);
        ++ends;
        return answer;
    }

    void submit(const std::string &text)
    {
        workbench.change([&](core::WorkbenchState &state) {
            state.text = text;
            state.shownModel = first.directory();
            if (state.openModels.empty())
                state.openModels = {first.directory()};
        });
    }

    void show(const std::string &text)
    {
        submit(text);
        support::waitUntil([this] { return session.isUpToDate(); });
    }

    std::filesystem::path corpus(int lines) const
    {
        QFile file(folder.filePath(QStringLiteral("texts.txt")));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no corpus");
        for (int line = 0; line < lines; ++line)
            file.write("word10 a word57 b\n");
        return file.fileName().toStdString();
    }
};

}  // namespace

class ComparisonSessionTest : public QObject
{
    Q_OBJECT

private slots:
    void followsTheSentenceWhileWatched();
    void familyOpensAsOneSet();
    void modelsCanBeLeftOut();
    void corpusRunsAndIsSaved();
    void cancelKeepsWhatIsDone();
    void corpusWaitsUntilTheSessionHasAnswered();
    void missingFileIsAProblem();
    void changedFileIsReadAnew();
    void refusedRequestLeavesTheAnswerToTheShownOne();
};

void ComparisonSessionTest::followsTheSentenceWhileWatched()
{
    ComparisonSessionBench bench;
    bench.show("a b");
    QVERIFY(!bench.comparison.comparison());
    bench.comparison.setWatched(true);
    QTRY_VERIFY(bench.comparison.comparison() && bench.comparison.state() == State::Idle);
    QCOMPARE(bench.comparison.comparison()->models.front().summary.all.tokens.mean, 4.0);
    bench.show("a b c d");
    QTRY_COMPARE(bench.comparison.comparison()->models.front().summary.all.tokens.mean, 6.0);
    bench.comparison.setWatched(false);
    bench.show("a");
    QCOMPARE(bench.comparison.state(), State::Idle);
    QCOMPARE(bench.comparison.comparison()->models.front().summary.all.tokens.mean, 6.0);
}

void ComparisonSessionTest::familyOpensAsOneSet()
{
    ComparisonSessionBench bench;
    bench.show("a b");
    bench.comparison.setWatched(true);
    QVERIFY(bench.comparison.hasFamily());
    bench.comparison.openFamily();
    QTRY_COMPARE(bench.models.models().size(), 2U);
    QTRY_VERIFY(bench.comparison.comparison() && bench.comparison.comparison()->models.size() == 2 &&
                bench.comparison.comparison()->isComplete);
    QCOMPARE(bench.comparison.comparison()->models[1].summary.heads, 2);
    QCOMPARE(bench.models.primary().path, ui::modelPath(bench.first.directory()));
}

void ComparisonSessionTest::modelsCanBeLeftOut()
{
    ComparisonSessionBench bench;
    bench.show("a b");
    bench.comparison.setWatched(true);
    bench.comparison.openFamily();
    QTRY_VERIFY(bench.comparison.comparison() && bench.comparison.comparison()->models.size() == 2);
    const std::filesystem::path second = ui::modelPath(bench.second.directory());
    bench.comparison.setIncluded(second, false);
    QVERIFY(!bench.comparison.isIncluded(second));
    QTRY_COMPARE(bench.comparison.comparison()->models.size(), 1U);
}

void ComparisonSessionTest::corpusRunsAndIsSaved()
{
    ComparisonSessionBench bench;
    bench.show("a b");
    bench.comparison.setLimit(10);
    bench.comparison.setCorpus(bench.corpus(25));
    QTRY_VERIFY(bench.comparison.comparison() && bench.comparison.comparison()->isComplete);
    QCOMPARE(bench.comparison.comparison()->texts, 10U);
    const QString path = bench.folder.filePath(QStringLiteral("table.csv"));
    QCOMPARE(bench.comparison.saveTable(path), QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().split('\n');
    QCOMPARE(lines.front().split(',').size(), 20);
    QCOMPARE(lines.at(1).split(',').size(), 20);
    const QString problem = bench.comparison.saveTable(QStringLiteral("/nowhere/table.csv"));
    QVERIFY(problem.contains(QStringLiteral("/nowhere/table.csv")));
    QVERIFY(bench.comparison.problem().isEmpty());  // of the run, which has none
}

void ComparisonSessionTest::cancelKeepsWhatIsDone()
{
    ComparisonSessionBench bench;
    bench.show("a b");
    bench.isStepwise = true;
    bench.isDeaf = true;
    bench.comparison.setCorpus(bench.corpus(500));
    const auto hasAnswered = [&bench] {
        bench.steps.release();
        return bench.comparison.comparison() && bench.comparison.comparison()->progress.done > 0;
    };
    QTRY_VERIFY(hasAnswered());
    bench.comparison.cancel();
    QCOMPARE(bench.comparison.state(), State::Stopped);
    const std::size_t done = bench.comparison.comparison()->progress.done;
    bench.steps.release(1000);
    QTRY_COMPARE(bench.ends.load(), 1);
    QCoreApplication::processEvents();  // what the run said after it was given up
    QCOMPARE(bench.comparison.comparison()->progress.done, done);
    QVERIFY(!bench.comparison.comparison()->isComplete);
    bench.comparison.setLimit(20);
    bench.comparison.resume();
    QTRY_VERIFY(bench.comparison.comparison()->isComplete);
    QCOMPARE(bench.comparison.state(), State::Idle);
}

void ComparisonSessionTest::corpusWaitsUntilTheSessionHasAnswered()
{
    ComparisonSessionBench bench;
    bench.show("a b");
    bench.isStepwise = true;
    bench.comparison.setCorpus(bench.corpus(500));
    bench.steps.release();
    QTRY_COMPARE(bench.batches.load(), 1);
    std::unique_lock answering(bench.mayAnswer);
    bench.submit("a b c");
    bench.steps.release();
    QTRY_COMPARE(bench.steps.available(), 0);  // it has gone on to the end of its batch,
    QCOMPARE(bench.batches.load(), 1);         // and no further
    QCOMPARE(bench.comparison.state(), State::Running);
    answering.unlock();
    QTRY_COMPARE(bench.batches.load(), 2);
    QCOMPARE(bench.comparison.state(), State::Running);
}

void ComparisonSessionTest::missingFileIsAProblem()
{
    ComparisonSessionBench bench;
    bench.show("a b");
    bench.comparison.setCorpus("/nowhere/texts.txt");
    QTRY_VERIFY(bench.comparison.problem().contains(QStringLiteral("texts.txt")));
    QCOMPARE(bench.comparison.state(), State::Idle);
}

void ComparisonSessionTest::changedFileIsReadAnew()
{
    ComparisonSessionBench bench;
    bench.show("a b");
    for (const int lines : {8, 12}) {
        bench.comparison.setCorpus(bench.corpus(lines));
        QTRY_COMPARE(bench.comparison.state(), State::Idle);
        QCOMPARE(bench.comparison.comparison()->texts, static_cast<std::size_t>(lines));
    }
}

// The comparison on the sentence was given up for a request that then failed.
void ComparisonSessionTest::refusedRequestLeavesTheAnswerToTheShownOne()
{
    ComparisonSessionBench bench;
    bench.show("a b");
    bench.comparison.setWatched(true);
    bench.show(refused);  // before the comparison's answer is heard
    QTRY_VERIFY(bench.comparison.comparison() && bench.comparison.state() == State::Idle);
    QVERIFY(bench.comparison.comparison()->isComplete);
}

ATTNSCOPE_TEST(ComparisonSessionTest, QCoreApplication)
#include "tst_comparison_session.moc"
