#include "core/pipeline/corpus_run.h"

#include "core/base/message_text.h"
#include "core/base/parallel_for.h"
#include "core/pipeline/forward_inputs.h"

#include <algorithm>
#include <optional>

namespace core {
namespace {

// Small enough that progress moves and a stop is soon heard, large enough to keep every core busy.
std::size_t textsPerBatch()
{
    constexpr std::size_t textsPerThread = 4;
    return textsPerThread * static_cast<std::size_t>(threadsFor(worthAllCores));
}

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
    if (tokens.tokens.empty())
        return outcome;
    const Result<ForwardTrace> trace = forward(model, tokenIds(tokens), {.kept = quantities.kept}, stop);
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

Result<void> add(const TextOutcome &outcome, CorpusStatistics &statistics)
{
    if (outcome.failure)
        return *outcome.failure;
    if (outcome.tokens > 0 && outcome.values.size() != statistics.values.size())
        return badInput(std::to_string(outcome.values.size()) + " numbers were gathered of its heads, expected "
                        + std::to_string(statistics.values.size()));
    ++statistics.texts;
    statistics.cutTexts += outcome.isCut ? 1 : 0;
    statistics.emptyTexts += outcome.tokens == 0 ? 1 : 0;
    if (outcome.tokens > 0)
        statistics.tokens.add(static_cast<double>(outcome.tokens));
    for (std::size_t index = 0; index < outcome.values.size(); ++index)
        statistics.values[index].add(outcome.values[index]);
    return {};
}

} // namespace

Result<CorpusStatistics> runCorpus(const LoadedModel &model, std::span<const std::string> texts, const HeadQuantities &quantities,
                                   const CorpusProgress &progress, const StopToken &stop)
{
    CorpusStatistics statistics = emptyStatistics(model, quantities, texts.size());
    for (std::size_t first = 0; first < texts.size(); first += textsPerBatch()) {
        const std::span<const std::string> batch = texts.subspan(first, std::min(textsPerBatch(), texts.size() - first));
        std::vector<TextOutcome> outcomes(batch.size());
        parallelFor(static_cast<int>(batch.size()), worthAllCores, [&](int index) {
            if (!stop.stop_requested())
                outcomes[index] = outcomeOf(model, batch[index], quantities, stop);
        });
        if (stop.stop_requested())
            return statistics;
        for (std::size_t index = 0; index < batch.size(); ++index) {
            if (const Result<void> added = add(outcomes[index], statistics); !added)
                return inContext(quotedText(batch[index]), added.error());
        }
        if (progress)
            progress(statistics);
    }
    return statistics;
}

} // namespace core
