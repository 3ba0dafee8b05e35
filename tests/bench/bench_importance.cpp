// Leave-one-out and integrated gradients of a sentence of 32 tokens, and, with --data F, how soon the first lines of a concordance over a
// file of texts are there: the training set of SST-2 has 67,349.

#include "core/corpus/words/word_report.h"
#include "core/importance/importance_run.h"
#include "core/pipeline/analysis_pipeline.h"
#include "core/pipeline/importance_of_snapshot.h"
#include "tests/bench/timing.h"

#include <cstdio>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace {

// 30 words, which with [CLS] and [SEP] are 32 tokens; of LAMA 30.
constexpr const char *sentence = "the acting is superb and the story moves with a quiet grace that never feels forced , "
                                 "though the ending is just a little too neat for its own";

std::shared_ptr<const core::AnalysisSnapshot> snapshotOf(const char *name, const core::KeptTensors &kept)
{
    core::AnalysisRequest request;
    request.modelDirectory = std::string(ATTNSCOPE_MODELS "/") + name;
    request.text = sentence;
    request.kept = kept;
    auto snapshot = core::AnalysisPipeline().run(request, {});
    if (!snapshot)
        std::fprintf(stderr, "%s\n", snapshot.error().message.c_str());
    return snapshot ? *snapshot : nullptr;
}

double medianOf(const core::AnalysisSnapshot &snapshot, core::ImportanceMeasure measure)
{
    const auto run = [&] { (void)*core::wordImportance(core::importancePass(snapshot), measure, {}, {}); };
    return bench::quantile(bench::repeatedMilliseconds(run), 0.5);
}

bool printMeasures(const char *name)
{
    const auto snapshot = snapshotOf(name, core::keptFor(core::ImportanceMeasure::AttentionReceived));
    if (!snapshot)
        return false;
    std::printf("  %-20s %6zu %16.2f %20.2f\n", name, snapshot->text->tokens.size(),
                medianOf(*snapshot, core::ImportanceMeasure::Erasure),
                medianOf(*snapshot, core::ImportanceMeasure::IntegratedGradients));
    return true;
}

constexpr std::size_t linesOfPage = 30;

// When the first page of lines is there, or all of them where they are fewer; and when the run is done.
struct Concordance {
    double firstPage = 0;
    double whole = 0;
    std::size_t lines = 0;
};

core::Result<Concordance> concordanceOf(const core::WordRequest &request)
{
    const core::Stopclock clock;
    Concordance found;
    const auto soFar = [&](const core::WordReportPointer &report) {
        if (found.firstPage == 0 && report->found.occurrences.size() >= linesOfPage)
            found.firstPage = clock.milliseconds();
    };
    const auto report = core::runWordReport(request, {.soFar = soFar, .betweenBatches = {}}, {});
    if (!report)
        return report.error();
    found.whole = clock.milliseconds();
    found.lines = (*report)->found.occurrences.size();
    if (found.firstPage == 0)
        found.firstPage = found.whole;
    return found;
}

bool printConcordances(const char *name, const std::string &data)
{
    const auto model = core::loadModel(std::string(ATTNSCOPE_MODELS "/") + name);
    if (!model) {
        std::fprintf(stderr, "%s\n", model.error().message.c_str());
        return false;
    }
    for (const char *word : {"the", "not", "funny", "soporific"}) {
        core::WordRequest request;
        request.model = *model;
        request.data.path = data;
        request.word = word;
        const auto found = concordanceOf(request);
        if (!found) {
            std::fprintf(stderr, "%s\n", found.error().message.c_str());
            return false;
        }
        std::printf("  %-20s %-10s %8zu %14.0f %10.0f\n", name, word, found->lines, found->firstPage, found->whole);
    }
    return true;
}

}  // namespace

int main(int argc, char **argv)
{
    const std::span<char *> arguments(argv, static_cast<std::size_t>(argc));
    const bool hasData = arguments.size() == 3 && arguments[1] == std::string_view("--data");
    if (arguments.size() > 1 && !hasData) {
        std::fprintf(stderr, "bench_importance knows --data F, a file of texts\n");
        return 2;
    }
    std::printf("\nImportance of every token (medians)\n"
                "  model                tokens  leave-one-out ms  64-step gradients ms\n");
    for (const char *name : {"compact-bert-sst2", "linformer-sst2", "linear-sst2", "lama-sst2"}) {
        if (!printMeasures(name))
            return 1;
    }
    if (!hasData)
        return 0;
    std::printf("\nConcordance over %s\n"
                "  model                word          lines  first page ms     all ms\n",
                arguments[2]);
    for (const char *name : {"lama-sst2", "compact-bert-sst2"}) {
        if (!printConcordances(name, arguments[2]))
            return 1;
    }
    return 0;
}
