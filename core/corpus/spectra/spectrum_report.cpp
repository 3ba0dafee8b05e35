#include "core/corpus/spectra/spectrum_report.h"

#include "core/base/message_text.h"
#include "core/corpus/runs/for_each_text.h"
#include "core/pipeline/analysis_pipeline.h"
#include "core/pipeline/spectrum_table.h"

#include <utility>

namespace core {
namespace {

// The rows of one text.
struct TextTables {
    std::string spectra;
    std::string summary;
    bool isCut = false;
};

// NOLINTBEGIN(readability-identifier-naming): the library's names
void to_json(nlohmann::json &json, const TextTables &tables)
{
    json = nlohmann::json::array({tables.spectra, tables.summary, tables.isCut});
}

void from_json(const nlohmann::json &json, TextTables &tables)
{
    tables = {json.at(0).get<std::string>(), json.at(1).get<std::string>(), json.at(2).get<bool>()};
}
// NOLINTEND(readability-identifier-naming)

AnalysisRequest requestFor(const SpectrumRequest &request, const std::string &text)
{
    AnalysisRequest pass;
    pass.modelDirectory = request.model;
    pass.text = text;
    pass.kept = {.scores = true, .attention = true, .projections = true};
    pass.baselines = {.drawsProjections = request.null == SpectrumBaseline::RandomProjections,
                      .permutesRows = request.null == SpectrumBaseline::PermutedRows,
                      .draws = request.draws,
                      .seed = request.seed};
    return pass;
}

// That the model has the random maps that were asked for.
Result<void> checkNull(const SpectrumRequest &request, const AnalysisSnapshot &snapshot)
{
    const bool areDrawn = request.null == SpectrumBaseline::RandomProjections;
    const NullSpectra *spectra = request.null ? drawsOf(*request.null, snapshot) : nullptr;
    if (!request.null || snapshot.text->tokens.empty() || (spectra && !spectra->heads.empty()))
        return {};
    return badInput(snapshot.model->name + (areDrawn ? " has no scores of queries and keys, so none can be drawn at random"
                                                     : " has no attention over keys, so its rows cannot be permuted"));
}

Result<TextTables> tablesOf(const SpectrumRequest &request, const std::vector<std::string> &texts, std::size_t index,
                            AnalysisPipeline &pipeline, const StopToken &stop)
{
    const auto snapshot = pipeline.run(requestFor(request, texts[index]), stop);
    if (!snapshot)
        return request.sentence ? snapshot.error() : inContext(quotedText(texts[index]), snapshot.error());
    if (const Result<void> checked = checkNull(request, **snapshot); !checked)
        return checked.error();
    TextTables tables{.spectra = {}, .summary = {}, .isCut = (*snapshot)->text->droppedTokens > 0};
    appendSpectrum(**snapshot, static_cast<int>(index), tables.spectra);
    appendSpectrumSummary(**snapshot, static_cast<int>(index), tables.summary, request.null);
    return tables;
}

// Where no text is named, a file of attention has one.
Result<Texts> textsOf(const SpectrumRequest &request, const LoadedModel &model)
{
    const std::optional<std::string> &sentence =
        request.data.path.empty() && !request.sentence ? model.onlyText : request.sentence;
    return sentence ? Result(Texts{.texts = {*sentence}, .notes = {}}) : readTexts(request.data);
}

}  // namespace

Result<SpectrumReport> runSpectrumReport(const SpectrumRequest &request, const BetweenBatches &betweenBatches,
                                         const StopToken &stop)
{
    const auto models = std::make_shared<ModelStore>();
    Result<ModelStore::ModelPointer> model = models->model(request.model);
    if (!model)
        return model.error();
    Result<Texts> read = textsOf(request, **model);
    if (!read)
        return read.error();
    for (const std::string &text : read->texts) {
        if (const auto checked = checkText(**model, text); !checked)
            return checked.error();
    }
    SpectrumReport report{.model = *std::move(model),
                          .spectra = spectrumHeader(),
                          .summary = spectrumSummaryHeader(request.null),
                          .notes = std::move(read->notes),
                          .texts = read->texts.size()};
    std::vector<AnalysisPipeline> pipelines(static_cast<std::size_t>(mostThreads()), AnalysisPipeline(models));
    const auto of = [&](std::size_t text) {
        return tablesOf(request, read->texts, text, pipelines[static_cast<std::size_t>(callingThread())], stop);
    };
    const auto take = [&report](std::size_t, const TextTables &tables) -> Result<void> {
        report.spectra += tables.spectra;
        report.summary += tables.summary;
        report.cutTexts += tables.isCut ? 1 : 0;
        return {};
    };
    const Progress progress = counted(betweenBatches, report.texts);
    const Result<std::size_t> done =
        forEachText(report.texts, BatchSize::Watched, of, take, progress, stop, request.outcomes.get());
    if (!done)
        return done.error();
    return *done == report.texts ? Result(std::move(report)) : cancelled();
}

}  // namespace core
