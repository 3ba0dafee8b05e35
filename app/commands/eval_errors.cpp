#include "app/commands/eval_errors.h"

#include "app/commands/command_output.h"
#include "app/commands/eval_texts.h"
#include "app/commands/progress_line.h"
#include "core/base/message_text.h"
#include "core/corpus/cut_note.h"
#include "core/model/mask_text.h"
#include "core/pipeline/squared_error_study.h"

#include <nlohmann/json.hpp>

#include <iomanip>
#include <ostream>
#include <sstream>

namespace app {

namespace {

using core::ErrorRow;
using core::ErrorStudy;
using core::Result;
using nlohmann::ordered_json;

ordered_json rowJson(const ErrorRow &row, std::size_t examples)
{
    ordered_json json{{"mask", core::maskText(row.mask)},
                      {"sparsity", row.sparsity},
                      {"examples", examples},
                      {"mean_squared_error", row.meanSquaredError},
                      {"squared_error_difference",
                       {{"mean", row.difference.mean}, {"low", row.difference.low}, {"high", row.difference.high}}}};
    if (row.role == core::TrialRole::Control)
        json["draws"] = row.draws;
    return json;
}

ordered_json pointsJson(const ErrorStudy &study)
{
    ordered_json points = ordered_json::array();
    for (const ErrorRow &row : std::span(study.rows).subspan(1)) {
        if (row.role == core::TrialRole::Masked)
            points.push_back({{"name", row.name}, {"value", row.value}});
        points.back()[std::string(core::idOf(row.role))] = rowJson(row, study.examples);
    }
    return points;
}

ordered_json studyJson(const CommandLine &line, const ErrorStudy &study)
{
    ordered_json json{{"examples", study.examples},
                      {"mean_squared_error", study.rows.front().meanSquaredError},
                      {"cut_examples", study.cutExamples},
                      {"seed", line.seed}};
    if (!line.sweep.empty()) {
        json["sweep"] = line.sweep;
        json["parameter"] = study.parameter;
        json["points"] = pointsJson(study);
        return json;
    }
    for (const ErrorRow &row : std::span(study.rows).subspan(1))
        json[std::string(core::idOf(row.role))] = rowJson(row, study.examples);
    return json;
}

void printTable(const CommandLine &line, const ErrorStudy &study, std::ostream &out)
{
    constexpr std::size_t longest = 36;
    out << "sparsity  mean squared error  difference of squared error, 95 %  mask\n" << std::fixed << std::setprecision(4);
    for (const ErrorRow &row : study.rows) {
        const bool isUnmasked = row.role == core::TrialRole::Unmasked;
        std::ostringstream difference;
        difference << std::fixed << std::setprecision(4) << std::showpos << row.difference.mean << " [" << row.difference.low
                   << ", " << row.difference.high << "]";
        out << std::setw(8) << row.sparsity << std::setw(20) << row.meanSquaredError << std::setw(35)
            << (isUnmasked ? std::string() : difference.str()) << "  "
            << (isUnmasked ? "unmasked" : core::onOneLine(core::elided(core::maskText(row.mask), longest)));
        if (row.draws > 1)
            out << ", mean of " << row.draws << " draws";
        out << '\n';
    }
    out << study.examples << " sentences, seed " << line.seed << '\n';
}

Result<void> evalErrors(const core::LoadedModel &model, const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    if (!line.csv.empty())
        return core::badInput("eval of a regression writes no --csv; --json has all of its figures");
    const auto read = valuedTexts(line);
    if (!read)
        return read.error();
    ProgressLine progressLine(read->texts.size(), "sentences", errors);
    const core::Progress progress = progressLine.progress();
    const auto show = [&progress](const core::MaskTrials &soFar) {
        if (progress)
            progress(soFar.texts());
    };
    const auto study = core::squaredErrorStudy(
        model, read->texts, {.mask = line.mask, .sweep = line.sweep, .seed = line.seed, .controlDraws = line.controlDraws},
        show, {});
    if (!study)
        return study.error();
    if (line.wantsJson) {
        ordered_json json = studyJson(line, *study);
        json["token_limit"] = model.tokenLimit();
        json["notes"] = read->notes;
        out << core::escapedJson(json.dump(2, ' ', /*ensure_ascii=*/false, ordered_json::error_handler_t::replace)) << '\n';
        return {};
    }
    printTable(line, *study, out);
    for (const std::string &note : read->notes)
        out << core::onOneLine(note) << '\n';
    if (const std::string cut = core::cutNote(study->cutExamples, study->examples, model.tokenLimit()); !cut.empty())
        out << cut << '\n';
    return {};
}

}  // namespace

int runEvalErrors(const core::LoadedModel &model, const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    const Result<void> done = evalErrors(model, line, out, errors);
    if (done)
        return EXIT_SUCCESS;
    printError(done.error(), errors);
    return EXIT_FAILURE;
}

}  // namespace app
