#include "core/pipeline/comparison_run.h"

#include "core/analysis/spectrum_quantities.h"
#include "core/pipeline/corpus_texts.h"
#include "core/pipeline/forward_inputs.h"

#include <algorithm>
#include <chrono>

namespace core {
namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

// A summary is not free, so it is made now and then only: at most for a tenth of the time.
class Pace
{
public:
    bool isDue() const { return secondsSince(m_last) >= m_wait; }
    void tookUntilNow(Clock::time_point start)
    {
        constexpr double least = 0.2;
        m_last = Clock::now();
        m_wait = std::max(least, 10 * secondsSince(start));
    }

private:
    Clock::time_point m_last = Clock::now();
    double m_wait = 0.1;
};

int tokensOf(const ForwardTrace &trace)
{
    const auto *encoder = std::get_if<EncoderTrace>(&trace.network);
    if (!encoder)
        return static_cast<int>(std::get<LamaTrace>(trace.network).attention.cols());
    return encoder->layers.empty() ? 0 : static_cast<int>(encoder->layers.front().query.rows());
}

} // namespace

HeadQuantities spectrumQuantitiesOf(const LoadedModel &model)
{
    const bool isLama = model.config.type == ModelType::Lama;
    const SpectraOptions options{.centeredAttention = true,
                                 .centeredLog = !isLama,
                                 .scoresAreProducts = scoresAreProducts(model.config)};
    return {.perHead = spectrumQuantityCount(),
            .heads = isLama ? 1 : 0,
            .kept = {.scores = true, .attention = true, .projections = true},
            .of = [options](const ForwardTrace &trace, const StopToken &stop) -> std::vector<double> {
                const Result<SpectrumSet> set = spectra(trace, options, stop);
                return set ? spectrumQuantities(*set, tokensOf(trace)) : std::vector<double>();
            }};
}

Result<ComparisonPointer> ComparisonRunner::run(const ComparisonRequest &request, const ComparisonListener &listener, const StopToken &stop)
{
    if (const Result<void> read = readTexts(request.texts); !read)
        return read.error();
    ModelComparison comparison{.request = request, .models = {}, .texts = m_texts.size()};
    for (const ModelPointer &model : request.models) {
        const CorpusSummary *summary = known(model);
        comparison.models.push_back({.model = model, .summary = summary ? *summary : CorpusSummary(), .problem = {}});
        comparison.doneTexts += summary ? comparison.texts : 0;
    }
    for (std::size_t index = 0; index < comparison.models.size() && !stop.stop_requested(); ++index) {
        if (!known(comparison.models[index].model))
            runModel(comparison, index, listener, stop);
    }
    comparison.isComplete = !stop.stop_requested();
    return std::make_shared<const ModelComparison>(std::move(comparison));
}

// A sentence is read anew every time: the models answer faster than a memory of it would be worth.
Result<void> ComparisonRunner::readTexts(const ComparisonTexts &texts)
{
    if (!texts.corpus.empty() && texts == m_source)
        return {};
    m_source = {};
    m_known.clear();
    m_texts = {texts.sentence};
    if (!texts.corpus.empty()) {
        Result<std::vector<std::string>> read = readCorpusTexts(texts.corpus);
        if (!read)
            return read.error();
        m_texts = *std::move(read);
        if (texts.limit > 0)
            m_texts.resize(std::min(m_texts.size(), texts.limit));
    }
    m_source = texts;
    return {};
}

const CorpusSummary *ComparisonRunner::known(const ModelPointer &model) const
{
    const auto found = m_known.find(model);
    return found == m_known.end() ? nullptr : &found->second;
}

void ComparisonRunner::runModel(ModelComparison &comparison, std::size_t index, const ComparisonListener &listener, const StopToken &stop)
{
    ComparedModel &compared = comparison.models[index];
    const std::size_t doneBefore = comparison.doneTexts;
    const std::size_t newBefore = comparison.newTexts;
    const double secondsBefore = comparison.seconds;
    const Clock::time_point start = Clock::now();
    Pace pace;
    const auto count = [&](std::size_t texts) {
        comparison.doneTexts = doneBefore + texts;
        comparison.newTexts = newBefore + texts;
        comparison.seconds = secondsBefore + secondsSince(start);
    };
    const auto progress = [&](const CorpusStatistics &soFar) {
        if (listener.soFar && pace.isDue()) {
            const Clock::time_point summing = Clock::now();
            count(soFar.texts);
            compared.summary = summaryOf(soFar);
            listener.soFar(std::make_shared<const ModelComparison>(comparison));
            pace.tookUntilNow(summing);
        }
        if (listener.betweenBatches)
            listener.betweenBatches();
    };
    const Result<CorpusStatistics> gathered = runCorpus(*compared.model, m_texts, spectrumQuantitiesOf(*compared.model), progress, stop);
    if (!gathered) {
        compared.problem = gathered.error().message;
        count(m_texts.size());  // no more of it is to come
        return;
    }
    compared.summary = summaryOf(*gathered);
    count(gathered->texts);
    if (gathered->isComplete() && !m_source.corpus.empty())
        m_known[compared.model] = compared.summary;
}

} // namespace core
