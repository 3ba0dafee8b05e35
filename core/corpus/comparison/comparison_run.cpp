#include "core/corpus/comparison/comparison_run.h"

#include "core/analysis/spectra/spectrum_quantities.h"
#include "core/model/model_inputs.h"

#include <algorithm>

namespace core {
namespace {

int tokensOf(const ForwardTrace &trace)
{
    const auto *encoder = std::get_if<EncoderTrace>(&trace.network);
    if (!encoder)
        return static_cast<int>(std::get<LamaTrace>(trace.network).attention.cols());
    return encoder->layers.empty() ? 0 : static_cast<int>(encoder->layers.front().query.rows());
}

}  // namespace

HeadQuantities spectrumQuantitiesOf(const LoadedModel &model)
{
    const bool isLama = model.config.type == ModelType::Lama;
    const SpectraOptions options{
        .centeredAttention = true, .centeredLog = !isLama, .scoresAreProducts = scoresAreProducts(model.config)};
    return {.perHead = spectrumQuantityCount(),
            .heads = isLama ? 1 : 0,
            .kept = {.scores = true, .attention = true, .projections = true},
            .of = [options](const ForwardTrace &trace, const StopToken &stop) -> std::vector<double> {
                const Result<SpectrumSet> set = spectra(trace, options, stop);
                return set ? spectrumQuantities(*set, tokensOf(trace)) : std::vector<double>();
            }};
}

Result<ComparisonPointer> ComparisonRunner::run(const ComparisonRequest &request, const Listener &listener,
                                                const StopToken &stop)
{
    if (const Result<void> read = readTexts(request.texts); !read)
        return read.error();
    std::erase_if(m_known, [](const auto &known) { return known.first.expired(); });
    ModelComparison comparison{.request = request, .models = {}, .notes = m_texts.notes, .texts = m_texts.texts.size()};
    for (const ModelPointer &model : request.models) {
        const CorpusSummary *summary = known(model);
        comparison.models.push_back({.model = model, .summary = summary ? *summary : CorpusSummary(), .problem = {}});
        comparison.progress.known += summary ? comparison.texts : 0;
    }
    comparison.progress.done = comparison.progress.known;
    comparison.progress.all = comparison.texts * comparison.models.size();
    for (std::size_t index = 0; index < comparison.models.size() && !stop.stop_requested(); ++index) {
        if (!known(comparison.models[index].model))
            runModel(comparison, index, listener, stop);
    }
    comparison.isComplete = !stop.stop_requested();
    return std::make_shared<const ModelComparison>(std::move(comparison));
}

ComparisonRunner::Source ComparisonRunner::sourceOf(const ComparisonTexts &texts)
{
    Source source{.texts = texts, .time = {}, .size = 0};
    std::error_code ignored;  // whoever reads the file says what is wrong with it
    source.time = std::filesystem::last_write_time(texts.corpus.path, ignored);
    source.size = std::filesystem::file_size(texts.corpus.path, ignored);
    return source;
}

// A sentence is read anew every time: the models answer faster than a memory of it would be worth.
Result<void> ComparisonRunner::readTexts(const ComparisonTexts &texts)
{
    Source source = sourceOf(texts);
    if (!texts.isSentence() && source == m_source)
        return {};
    m_source = {};
    m_known.clear();
    m_texts = {.texts = {texts.sentence}, .notes = {}};
    if (!texts.isSentence()) {
        Result<Texts> read = core::readTexts(texts.corpus);
        if (!read)
            return read.error();
        m_texts = *std::move(read);
    }
    m_source = std::move(source);
    return {};
}

const CorpusSummary *ComparisonRunner::known(const ModelPointer &model) const
{
    const auto found = m_known.find(model);
    return found == m_known.end() ? nullptr : &found->second;
}

void ComparisonRunner::runModel(ModelComparison &comparison, std::size_t index, const Listener &listener,
                                const StopToken &stop)
{
    ComparedModel &compared = comparison.models[index];
    const RunProgress before = comparison.progress;
    const Stopclock clock;
    const auto progressAt = [&](std::size_t texts) {
        RunProgress progress = before;
        progress.done += texts;
        progress.seconds += clock.seconds();
        return progress;
    };
    PacedListener paced(listener);
    const auto progress = [&](const CorpusStatistics &soFar) {
        paced.tell(progressAt(soFar.texts), [&] {
            comparison.progress = progressAt(soFar.texts);
            compared.summary = summaryOf(soFar);
            return std::make_shared<const ModelComparison>(comparison);
        });
    };
    const Result<CorpusStatistics> gathered =
        runCorpus(*compared.model, m_texts.texts, spectrumQuantitiesOf(*compared.model), progress, stop,
                  comparison.request.outcomes.get());
    if (!gathered) {
        compared.problem = gathered.error().message;
        comparison.progress = progressAt(m_texts.texts.size());  // no more of it is to come
        return;
    }
    if (stop.stop_requested())
        return;  // nobody waits while all of a large model is summed up
    compared.summary = summaryOf(*gathered);
    comparison.progress = progressAt(gathered->texts);
    if (gathered->isComplete() && !m_source.texts.isSentence())
        m_known[compared.model] = compared.summary;
}

}  // namespace core
