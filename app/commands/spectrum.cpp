#include "app/commands/spectrum.h"

#include "app/commands/command_json.h"
#include "app/commands/command_output.h"
#include "app/commands/provenance.h"
#include "app/commands/table_json.h"
#include "core/base/message_text.h"
#include "core/corpus/texts/cut_note.h"
#include "core/corpus/texts/text_table.h"
#include "core/pipeline/analysis_pipeline.h"
#include "core/pipeline/spectrum_table.h"

#include <algorithm>
#include <ostream>

namespace app {

namespace {

using core::Result;
using nlohmann::ordered_json;

struct Tables {
    std::string spectra = core::spectrumHeader();
    std::string summary;
    std::vector<std::string> notes{};  // on how the file was read
    std::string model{};
    std::size_t texts = 0;
    std::size_t cutTexts = 0;
    std::size_t tokenLimit = 0;
};

Result<core::Texts> textsOf(const CommandLine &line)
{
    if (line.text)
        return core::Texts{.texts = {*line.text}, .notes = {}};
    Result<core::Texts> read = core::readTexts(line.data, line.columns);
    if (read)
        keepFirst(line.limit, read->texts);
    return read;
}

core::AnalysisRequest requestFor(const CommandLine &line, const std::string &text)
{
    core::AnalysisRequest request;
    request.modelDirectory = line.model;
    request.text = text;
    request.kept = {.scores = true, .attention = true, .projections = true};
    request.baselines = {.drawsProjections = line.null == core::SpectrumBaseline::RandomProjections,
                         .permutesRows = line.null == core::SpectrumBaseline::PermutedRows,
                         .draws = line.draws.value_or(core::NullOptions().draws),
                         .seed = line.seed.value_or(core::NullOptions().seed)};
    return request;
}

// That the model has the random maps that were asked for.
Result<void> checkNull(const CommandLine &line, const core::AnalysisSnapshot &snapshot)
{
    const bool areDrawn = line.null == core::SpectrumBaseline::RandomProjections;
    const core::NullSpectra *spectra = line.null ? core::drawsOf(*line.null, snapshot) : nullptr;
    if (!line.null || snapshot.text->tokens.empty() || (spectra && !spectra->heads.empty()))
        return {};
    return core::badInput(snapshot.model->name + (areDrawn
                                                      ? " has no scores of queries and keys, so none can be drawn at random"
                                                      : " has no attention over keys, so its rows cannot be permuted"));
}

Result<Tables> tables(const CommandLine &line)
{
    const Result<core::Texts> read = textsOf(line);
    if (!read)
        return read.error();
    Tables tables{.summary = core::spectrumSummaryHeader(line.null)};
    core::AnalysisPipeline pipeline;
    for (std::size_t index = 0; index < read->texts.size(); ++index) {
        const auto snapshot = pipeline.run(requestFor(line, read->texts[index]), {});
        if (!snapshot)
            return line.text ? snapshot.error() : core::inContext(core::quotedText(read->texts[index]), snapshot.error());
        if (Result<void> checked = checkNull(line, **snapshot); !checked)
            return checked.error();
        core::appendSpectrum(**snapshot, static_cast<int>(index), tables.spectra);
        core::appendSpectrumSummary(**snapshot, static_cast<int>(index), tables.summary, line.null);
        tables.cutTexts += (*snapshot)->text->droppedTokens > 0 ? 1 : 0;
        tables.tokenLimit = (*snapshot)->model->tokenLimit();
        tables.model = (*snapshot)->model->name;
    }
    tables.notes = read->notes;
    tables.texts = read->texts.size();
    return tables;
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

ordered_json tablesJson(const Tables &tables)
{
    return {{"texts", tables.texts}, {"cut_texts", tables.cutTexts},      {"token_limit", tables.tokenLimit},
            {"notes", tables.notes}, {"rows", tableJson(tables.summary)}, {"spectra", spectraJson(tables.spectra)}};
}

Result<void> printTables(const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    const Result<Tables> made = tables(line);
    if (!made)
        return made.error();
    const ordered_json provenance = provenanceJson(line.model, made->model, nullptr, seedOf(line));
    if (!line.summary.empty()) {
        if (Result<void> written = writeTable(line.summary, made->summary, provenance); !written)
            return written;
    }
    if (!line.csv.empty()) {
        if (Result<void> written = writeTable(line.csv, made->spectra, provenance); !written)
            return written;
    }
    if (line.wantsJson)
        out << jsonText(withProvenance(provenance, tablesJson(*made)));
    else if (line.csv.empty() && line.summary.empty())
        out << made->spectra;
    std::vector<std::string> notes = made->notes;
    notes.push_back(core::cutNote(made->cutTexts, made->texts, made->tokenLimit));
    printNote(notes, errors);
    return {};
}

}  // namespace

int spectrumCommand(const CommandLine &line, std::ostream &out, std::ostream &errors)
{
    const Result<void> done = printTables(line, out, errors);
    if (done)
        return EXIT_SUCCESS;
    printError(done.error(), errors);
    return EXIT_FAILURE;
}

}  // namespace app
