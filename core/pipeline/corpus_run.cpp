#include "core/pipeline/corpus_run.h"

#include "core/base/message_text.h"
#include "core/base/parallel_for.h"
#include "core/pipeline/forward_inputs.h"

#include <algorithm>
#include <optional>

namespace core {
namespace {

// Small enough that progress moves and a stop is soon heard, large enough to keep the cores busy.
constexpr std::size_t textsPerBatch = 8;

struct TextOutcome {
    std::vector<double> values;
    std::size_t tokens = 0;
    bool isCut = false;
    std::optional<Error> failure;
};

TextOutcome outcomeOf(const LoadedModel &model, const std::string &text, const HeadQuantities &quantities, const StopToken &stop)
{
    const TokenizedText tokens = model.tokenizer->tokenize(text, model.tokenLimit());
    TextOutcome outcome{.values = {}, .tokens = tokens.tokens.size(), .isCut = tokens.droppedTokens > 0, .failure = {}};
    const Result<ForwardTrace> trace = forward(model, tokenIds(tokens), {.kept = quantities.kept, .maskedKeys = {}}, stop);
    if (trace)
        outcome.values = quantities.of(*trace);
    else
        outcome.failure = trace.error();
    return outcome;
}

CorpusStatistics emptyStatistics(const LoadedModel &model, const HeadQuantities &quantities, std::size_t texts)
{
    CorpusStatistics statistics;
    statistics.layers = model.config.type == ModelType::Lama ? 1 : model.config.layers;
    statistics.heads = model.config.heads;
    statistics.perHead = quantities.perHead;
    statistics.allTexts = texts;
    statistics.values.resize(static_cast<std::size_t>(statistics.layers) * statistics.heads * statistics.perHead);
    return statistics;
}

void add(const TextOutcome &outcome, CorpusStatistics &statistics)
{
    ++statistics.texts;
    statistics.cutTexts += outcome.isCut ? 1 : 0;
    statistics.tokens.add(static_cast<double>(outcome.tokens));
    assert(outcome.values.size() == statistics.values.size());
    for (std::size_t index = 0; index < outcome.values.size(); ++index)
        statistics.values[index].add(outcome.values[index]);
}

} // namespace

Result<CorpusStatistics> runCorpus(const LoadedModel &model, std::span<const std::string> texts, const HeadQuantities &quantities,
                                   const CorpusProgress &progress, const StopToken &stop)
{
    CorpusStatistics statistics = emptyStatistics(model, quantities, texts.size());
    for (std::size_t first = 0; first < texts.size(); first += textsPerBatch) {
        const std::span<const std::string> batch = texts.subspan(first, std::min(textsPerBatch, texts.size() - first));
        std::vector<TextOutcome> outcomes(batch.size());
        parallelFor(static_cast<int>(batch.size()), worthAllCores, [&](int index) {
            if (!stop.stop_requested())
                outcomes[index] = outcomeOf(model, batch[index], quantities, stop);
        });
        if (stop.stop_requested())
            return statistics;
        for (std::size_t index = 0; index < batch.size(); ++index) {
            if (outcomes[index].failure)
                return inContext(quotedText(batch[index]), *outcomes[index].failure);
            add(outcomes[index], statistics);
        }
        if (progress)
            progress(statistics);
    }
    return statistics;
}

} // namespace core
