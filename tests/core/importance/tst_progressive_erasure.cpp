#include "core/importance/importance_run.h"

#include "core/base/stopclock.h"
#include "core/pipeline/analysis_pipeline.h"
#include "core/pipeline/importance_of_snapshot.h"
#include "core/pipeline/importance_report.h"
#include "tests/support/matrix_compare.h"
#include "tests/support/test_program.h"
#include "tests/support/tiny_model.h"

#include <QTest>

#include <cmath>
#include <string>

namespace {

using core::ImportanceMeasure;

constexpr int words = 400;
constexpr double longerThanThePace = 0.12;  // seconds

core::AnalysisRequest requestOf(const support::TinyModel &tiny, int count)
{
    core::AnalysisRequest request;
    request.modelDirectory = tiny.directory();
    for (int word = 0; word < count; ++word)
        request.text += word % 2 == 0 ? "word57 " : "a ";
    return request;
}

// Of a network without a limit, a text of so many words that not all are erased at once.
std::shared_ptr<const core::AnalysisSnapshot> longText(const support::TinyModel &tiny)
{
    auto snapshot = core::AnalysisPipeline().run(requestOf(tiny, words), {});
    if (!snapshot)
        qFatal("%s", snapshot.error().message.c_str());
    return *snapshot;
}

// So that somebody is told after every batch.
void waitForThePace()
{
    const core::Stopclock clock;
    while (clock.seconds() < longerThanThePace) {
    }
}

}  // namespace

class ProgressiveErasureTest : public QObject
{
    Q_OBJECT

private slots:
    void shownWordsComeFirst();
    void knownFallsAreKept();
    void partOfAMeasureIsToldOf();
    void answerIsToldOfBeforeAllIsErased();
};

void ProgressiveErasureTest::shownWordsComeFirst()
{
    const support::TinyModel tiny(support::lamaConfig());
    const auto snapshot = longText(tiny);
    core::ImportanceListener listener;
    int asked = 0;
    listener.shown = [&asked] {
        if (asked++ == 0)
            waitForThePace();
        return std::vector{390, 391};
    };
    std::vector<std::vector<double>> told;
    listener.soFar = [&told](const core::WordImportance &soFar) { told.push_back(soFar.values); };
    const core::ImportancePass pass = core::importancePass(*snapshot);
    const auto whole = core::wordImportance(pass, ImportanceMeasure::Erasure, {}, {}, listener);
    QVERIFY(whole && !told.empty());
    QVERIFY(!std::isnan(told.front()[390]) && !std::isnan(told.front()[391]));
    QVERIFY(std::isnan(told.front()[389]));
    QVERIFY(!std::isnan(told.front()[0]));  // then the others from the first on
    QCOMPARE(told.front()[390], whole->values[390]);
    const auto plain = core::wordImportance(pass, ImportanceMeasure::Erasure, {}, {});
    QCOMPARE(support::difference(whole->values, plain->values, 0.0), QString());
}

void ProgressiveErasureTest::knownFallsAreKept()
{
    const support::TinyModel tiny(support::lamaConfig());
    const auto snapshot = longText(tiny);
    core::ImportanceListener listener;
    listener.known.assign(words, 7.0);
    listener.known[3] = std::nan("");
    const core::ImportancePass pass = core::importancePass(*snapshot);
    const auto values = core::wordImportance(pass, ImportanceMeasure::Erasure, {}, {}, listener)->values;
    QCOMPARE(values[2], 7.0);
    QCOMPARE(values[3], core::wordImportance(pass, ImportanceMeasure::Erasure, {}, {})->values[3]);
}

// And goes on from there when the report is asked for again.
void ProgressiveErasureTest::partOfAMeasureIsToldOf()
{
    const support::TinyModel tiny(support::lamaConfig());
    const auto tokens = std::make_shared<core::ShownTokens>();
    tokens->set({100});
    core::ImportanceRequest request{
        .snapshot = longText(tiny), .measures = {ImportanceMeasure::Erasure}, .options = {}, .shown = tokens};
    waitForThePace();
    std::stop_source stop;
    core::ImportanceReportPointer part;
    const auto soFar = [&](const core::ImportanceReportPointer &report) {
        part = report;
        stop.request_stop();
    };
    const auto stopped = core::runImportanceReport(request, nullptr, soFar, stop.get_token());
    if (stopped)
        QSKIP("all of it came before anybody could be told");
    QVERIFY(part && part->measured[0].isPartial && part->measured[0].isPending() && !part->isComplete());
    QVERIFY(!std::isnan(part->measured[0].importance->values[100]));
    QVERIFY(core::measuredUnits(*part).empty());  // nothing is compared with half a measure
    const auto whole = core::runImportanceReport(request, part.get(), {}, {});
    QVERIFY(whole && (*whole)->isComplete());
    QCOMPARE((*whole)->measured[0].importance->values[100], part->measured[0].importance->values[100]);
}

// Everything but the importance is there, and a newer request need not wait.
void ProgressiveErasureTest::answerIsToldOfBeforeAllIsErased()
{
    constexpr int tooMany = 1500;  // to be erased before the pace says so
    const support::TinyModel tiny(support::lamaConfig());
    core::AnalysisRequest request = requestOf(tiny, tooMany);
    request.importance = ImportanceMeasure::Erasure;
    std::stop_source stop;
    std::shared_ptr<const core::AnalysisSnapshot> part;
    const auto soFar = [&](std::shared_ptr<const core::AnalysisSnapshot> snapshot) {
        part = std::move(snapshot);
        stop.request_stop();
    };
    QVERIFY(!core::AnalysisPipeline().run(request, stop.get_token(), soFar));
    QVERIFY(part && part->trace && part->spectra && part->measures && !part->outputs.empty());
    QVERIFY(!std::isnan(part->importance->values.front()));
    QVERIFY(std::isnan(part->importance->values.back()));
}

ATTNSCOPE_TEST(ProgressiveErasureTest, tests::NoApplication)
#include "tst_progressive_erasure.moc"
