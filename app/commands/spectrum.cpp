#include "app/commands/spectrum.h"

#include "app/commands/command_output.h"
#include "app/commands/file_reading.h"
#include "app/commands/progress_line.h"
#include "app/commands/provenance.h"
#include "app/commands/table_json.h"
#include "core/corpus/spectra/spectrum_report.h"
#include "core/corpus/texts/cut_note.h"

#include <ostream>

namespace app {

namespace {

using core::Result;
using nlohmann::ordered_json;

core::SpectrumRequest spectraRequest(const CommandLine &line)
{
    return {.model = line.model,
            .data = dataOf(line),
            .sentence = line.text,
            .null = line.null,
            .draws = line.draws.value_or(core::NullOptions().draws),
            .seed = line.seed.value_or(core::NullOptions().seed),
            .outcomes = line.outcomes};
}

Result<core::SpectrumReport> spectraReport(const CommandLine &line, std::ostream &errors)
{
    ProgressLine progress("text", errors);
    return core::runSpectrumReport(spectraRequest(line), progress.betweenBatches(), {});
}

std::optional<std::uint32_t> seedOf(const CommandLine &line)
{
    return line.null ? std::optional(line.seed.value_or(core::NullOptions().seed)) : std::nullopt;
}

// One object a matrix of a text, its values in one array, where the table has a row for each of them.
ordered_json spectraJson(const std::string &csv)
{
    ordered_json spectra = ordered_json::array();
    for (const ordered_json &row : tableJson(csv)) {
        if (row["index"] == 0)
            spectra.push_back({{"text", row["text"]},
                               {"layer", row["layer"]},
                               {"head", row["head"]},
                               {"matrix", row["matrix"]},
                               {"n", row["n"]},
                               {"singular_values", ordered_json::array()}});
        spectra.back()["singular_values"].push_back(row["singular_value"]);
    }
    return spectra;
}

ordered_json reportJson(const core::SpectrumReport &report)
{
    return {{"texts", report.texts}, {"cut_texts", report.cutTexts},      {"token_limit", report.model->tokenLimit()},
            {"notes", report.notes}, {"rows", tableJson(report.summary)}, {"spectra", spectraJson(report.spectra)}};
}

}  // namespace

Result<void> answerSpectrum(const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    const Result<core::SpectrumReport> report = spectraReport(line, errors);
    if (!report)
        return report.error();
    const ordered_json provenance = provenanceJson(line.model, report->model->name, nullptr, seedOf(line));
    if (!line.summary.empty()) {
        if (Result<void> written = writeTable(line.summary, report->summary, provenance); !written)
            return written;
    }
    if (!line.csv.empty()) {
        if (Result<void> written = writeTable(line.csv, report->spectra, provenance); !written)
            return written;
    }
    if (line.wantsJson)
        out << answerText(provenance, reportJson(*report));
    else if (line.csv.empty() && line.summary.empty())
        out << report->spectra;
    std::vector<std::string> notes = report->notes;
    notes.push_back(core::cutNote(report->cutTexts, report->texts, report->model->tokenLimit()));
    printNote(notes, errors);
    return {};
}

int spectrumCommand(const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    const Result<void> done = answerSpectrum(line, out, errors);
    if (done)
        return EXIT_SUCCESS;
    printError(done.error(), errors);
    return EXIT_FAILURE;
}

}  // namespace app
