#include "app/commands/compare.h"

#include "app/commands/command_output.h"
#include "app/commands/file_reading.h"
#include "app/commands/progress_line.h"
#include "app/commands/provenance.h"
#include "app/commands/table_json.h"
#include "core/base/counted.h"
#include "core/base/input_file.h"
#include "core/base/message_text.h"
#include "core/corpus/comparison/comparison_run.h"
#include "core/corpus/comparison/comparison_table.h"
#include "core/corpus/texts/cut_note.h"
#include "core/figure/comparison/comparison_figures.h"
#include "core/figure/values/figure_text.h"

#include <fmt/core.h>

#include <cmath>
#include <optional>
#include <ostream>

namespace app {

namespace {

using core::Result;
using core::SpectrumMatrix;
using core::SpectrumMeasure;
using nlohmann::ordered_json;

struct Column {
    const char *name;
    core::SpectrumQuantity quantity;
};

constexpr Column columns[] = {
    {"effective rank", {SpectrumMatrix::Attention, SpectrumMeasure::EffectiveRank, false}},
    {"stable rank", {SpectrumMatrix::Attention, SpectrumMeasure::StableRank, false}},
    {"rank", {SpectrumMatrix::Attention, SpectrumMeasure::NumericalRank, false}},
    {"Y(n/4)", {SpectrumMatrix::Attention, SpectrumMeasure::QuarterShare, false}},
    {"rank of scores", {SpectrumMatrix::Scores, SpectrumMeasure::NumericalRank, false}},
    {"needed head size", {SpectrumMatrix::Attention, SpectrumMeasure::NeededHeadSize, false}},
};

// Refuses one model under two names: a link, or another spelling of its path.
Result<void> checkDifferent(const std::vector<std::filesystem::path> &models)
{
    for (std::size_t second = 0; second < models.size(); ++second) {
        for (std::size_t first = 0; first < second; ++first) {
            std::error_code ignored;  // loading says what is missing
            if (std::filesystem::equivalent(models[first], models[second], ignored))
                return core::badInput(fmt::format("{} and {} are the same model, expected each once",
                                                  core::pathText(models[first]), core::pathText(models[second])));
        }
    }
    return {};
}

Result<core::ComparisonRequest> requestFor(const CommandLine &line)
{
    core::ComparisonRequest request{.models = {}, .texts = {}, .outcomes = line.outcomes};
    request.texts = {.corpus = dataOf(line), .sentence = line.text.value_or("")};
    for (const std::filesystem::path &folder : line.models) {
        const auto model = core::loadModel(folder);
        if (!model)
            return model.error();
        request.models.push_back(*model);
    }
    return request;
}

Result<core::ComparisonPointer> compare(const CommandLine &line, std::ostream &errors)
{
    if (Result<void> checked = checkDifferent(line.models); !checked)
        return checked.error();
    const Result<core::ComparisonRequest> request = requestFor(line);
    if (!request)
        return request.error();
    ProgressLine progress("pass", errors, "passes");
    return core::ComparisonRunner().run(*request, {.soFar = {}, .betweenBatches = progress.betweenBatches()}, {});
}

// Of one layer, or of all.
std::vector<std::string> row(const core::ComparedModel &compared, const std::string &name,
                             std::optional<core::LayerIndex> layer)
{
    const core::ModelConfig &config = compared.model->config;
    const auto size = [&config](core::ComparisonAxis axis) {
        const std::optional<int> value = core::sizeAlong(axis, config);
        return value ? std::to_string(*value) : std::string("-");
    };
    std::vector<std::string> cells{core::onOneLine(name), size(core::ComparisonAxis::Heads),
                                   size(core::ComparisonAxis::HeadSize), size(core::ComparisonAxis::Width),
                                   layer ? std::to_string(layer->value) : "all"};
    for (const Column &column : columns) {
        const double median = core::medianOverHeads(compared, {.axis = {}, .quantity = column.quantity}, layer);
        cells.push_back(std::isnan(median) ? "-" : core::formatNumber(median, 2));
    }
    cells.push_back(layer ? std::string() : core::onOneLine(core::trainedText(*compared.model)));
    return cells;
}

void print(const core::ModelComparison &comparison, std::ostream &out)
{
    std::vector<std::vector<std::string>> rows{{"model", "heads", "head size", "width", "layer"}};
    for (const Column &column : columns)
        rows.front().emplace_back(column.name);
    rows.front().emplace_back("trained");
    const std::vector<std::string> names = core::comparedNames(comparison);
    for (std::size_t model = 0; model < names.size(); ++model) {
        const core::ComparedModel &compared = comparison.models[model];
        rows.push_back(row(compared, names[model], std::nullopt));
        for (int layer = 0; compared.summary.layers > 1 && layer < compared.summary.layers; ++layer)
            rows.push_back(row(compared, names[model], core::LayerIndex{layer}));
    }
    out << core::printTable(rows);
    out << "medians over all heads, and over those of each layer, of means over " << core::counted(comparison.texts, "text")
        << '\n';
    for (const std::string &note : comparison.notes)
        out << core::onOneLine(note) << '\n';
    for (std::size_t model = 0; model < names.size(); ++model) {
        const core::ComparedModel &compared = comparison.models[model];
        const core::CorpusSummary &summary = compared.summary;
        if (const std::string cut = core::cutNote(summary.cutTexts, summary.texts, compared.model->tokenLimit());
            !cut.empty())
            out << core::onOneLine(names[model]) << ": " << cut << '\n';
    }
}

// The rows are those of the table.
ordered_json comparisonJson(const core::ModelComparison &comparison)
{
    ordered_json cut = ordered_json::array();
    for (const core::ComparedModel &compared : comparison.models)
        cut.push_back(compared.summary.cutTexts);
    return {{"texts", comparison.texts},
            {"cut_texts", cut},
            {"notes", comparison.notes},
            {"rows", tableJson(core::comparisonTable(comparison))}};
}

}  // namespace

Result<void> answerCompare(const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    const Result<core::ComparisonPointer> comparison = compare(line, errors);
    if (!comparison)
        return comparison.error();
    const std::vector<std::string> names = core::comparedNames(**comparison);
    for (std::size_t model = 0; model < names.size(); ++model) {
        const std::string &problem = (*comparison)->models[model].problem;
        const bool isKept = line.shard && problem == core::cancelled().message;
        if (!problem.empty() && !isKept)
            return core::badInput(names[model] + ": " + problem);
    }
    if (line.shard)
        return core::cancelled();
    const ordered_json provenance =
        provenanceJson({.models = line.models, .names = names, .mask = nullptr, .seed = std::nullopt});
    if (line.wantsJson)
        out << answerText(provenance, comparisonJson(**comparison));
    else
        print(**comparison, out);
    return line.csv.empty() ? Result<void>() : writeTable(line.csv, core::comparisonTable(**comparison), provenance);
}

int compareCommand(const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    const Result<void> done = answerCompare(line, out, errors);
    if (done)
        return EXIT_SUCCESS;
    printError(done.error(), errors);
    return EXIT_FAILURE;
}

}  // namespace app
