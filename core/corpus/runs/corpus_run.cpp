#include "core/corpus/runs/corpus_run.h"

#include "core/base/message_text.h"
#include "core/base/parallel_for.h"
#include "core/pipeline/model_inputs.h"

#include <algorithm>
#include <bit>
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

TextOutcome outcomeOf(const LoadedModel &model, const std::string &text, const HeadQuantities &quantities,
                      const StopToken &stop)
{
    const TokenizedText tokens = model.tokenizer->tokenize(text, model.tokenLimit());
    TextOutcome outcome{.values = {}, .tokens = tokens.tokens.size(), .isCut = tokens.droppedTokens > 0, .failure = {}};
    if (tokens.tokens.empty())
        return outcome;
    // Of a masked model's words one is predicted, as the heads are what is asked for.
    const Result<ForwardTrace> trace =
        forward(model, tokenIds(tokens), {.kept = quantities.kept, .predictedPositions = {0}}, stop);
    if (trace)
        outcome.values = quantities.of(*trace, stop);
    else
        outcome.failure = trace.error();
    return outcome;
}

std::size_t valueCount(const CorpusStatistics &statistics)
{
    return static_cast<std::size_t>(statistics.layers) * statistics.heads * statistics.perHead;
}

CorpusStatistics emptyStatistics(const LoadedModel &model, const HeadQuantities &quantities, std::size_t texts)
{
    CorpusStatistics statistics;
    statistics.layers = model.config.type == ModelType::Lama ? 1 : model.config.layers;
    statistics.heads = quantities.heads > 0 ? quantities.heads : model.config.heads;
    statistics.perHead = quantities.perHead;
    statistics.allTexts = texts;
    statistics.all.values.resize(valueCount(statistics));
    return statistics;
}

void add(const TextOutcome &outcome, HeadStatistics &statistics)
{
    statistics.values.resize(outcome.values.size());
    statistics.tokens.add(static_cast<double>(outcome.tokens));
    for (std::size_t index = 0; index < outcome.values.size(); ++index)
        statistics.values[index].add(outcome.values[index]);
}

Result<void> add(const TextOutcome &outcome, CorpusStatistics &statistics)
{
    if (outcome.failure)
        return *outcome.failure;
    const std::size_t expected = valueCount(statistics);
    if (outcome.tokens > 0 && outcome.values.size() != expected)
        return badInput(std::to_string(outcome.values.size()) + " numbers were gathered of its heads, expected " +
                        std::to_string(expected));
    ++statistics.texts;
    statistics.cutTexts += outcome.isCut ? 1 : 0;
    statistics.emptyTexts += outcome.tokens == 0 ? 1 : 0;
    if (outcome.tokens > 0) {
        add(outcome, statistics.all);
        add(outcome, statistics.byLength[lengthGroup(static_cast<int>(outcome.tokens))]);
    }
    return {};
}

HeadSummary summaryOf(const HeadStatistics &statistics)
{
    HeadSummary summary{.tokens = summaryOf(statistics.tokens), .values = {}};
    for (const RunningStatistics &values : statistics.values)
        summary.values.push_back(summaryOf(values));
    return summary;
}

}  // namespace

int lengthGroup(int tokens)
{
    constexpr unsigned shortest = 8;
    return static_cast<int>(std::bit_ceil(std::max(shortest, static_cast<unsigned>(tokens))));
}

CorpusSummary summaryOf(const CorpusStatistics &statistics)
{
    CorpusSummary summary{.layers = statistics.layers,
                          .heads = statistics.heads,
                          .perHead = statistics.perHead,
                          .texts = statistics.texts,
                          .allTexts = statistics.allTexts,
                          .cutTexts = statistics.cutTexts,
                          .emptyTexts = statistics.emptyTexts,
                          .all = summaryOf(statistics.all),
                          .byLength = {}};
    for (const auto &[longest, group] : statistics.byLength)
        summary.byLength.emplace(longest, summaryOf(group));
    return summary;
}

Result<CorpusStatistics> runCorpus(const LoadedModel &model, std::span<const std::string> texts,
                                   const HeadQuantities &quantities, const CorpusProgress &progress, const StopToken &stop)
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

}  // namespace core
