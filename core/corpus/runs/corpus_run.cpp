#include "core/corpus/runs/corpus_run.h"

#include "core/base/counted.h"
#include "core/base/message_text.h"
#include "core/corpus/runs/for_each_text.h"
#include "core/corpus/runs/outcome_json.h"
#include "core/model/model_inputs.h"
#include "core/text/read_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <bit>

namespace core {
namespace {

struct TextOutcome {
    std::vector<double> values;
    std::size_t tokens = 0;
    bool isCut = false;
};

// NOLINTBEGIN(readability-identifier-naming): the library's names
void to_json(nlohmann::json &json, const TextOutcome &outcome)
{
    json = nlohmann::json::array({exactJson(outcome.values), outcome.tokens, outcome.isCut});
}

void from_json(const nlohmann::json &json, TextOutcome &outcome)
{
    outcome = {exactNumbers(json.at(0)), json.at(1).get<std::size_t>(), json.at(2).get<bool>()};
}
// NOLINTEND(readability-identifier-naming)

Result<TextOutcome> outcomeOf(const LoadedModel &model, const std::string &text, const HeadQuantities &quantities,
                              const StopToken &stop)
{
    if (const auto checked = checkText(model, text); !checked)
        return checked.error();
    const Result<TokenizedText> tokens = readText(*model.tokenizer, text, model.tokenLimit());
    if (!tokens)
        return inContext(quotedText(text), tokens.error());
    TextOutcome outcome{.values = {}, .tokens = tokens->tokens.size(), .isCut = tokens->droppedTokens > 0};
    if (tokens->tokens.empty())
        return outcome;
    // Of a masked model's words one is predicted, as the heads are what is asked for.
    const Result<ForwardTrace> trace =
        forward(model, tokenIds(*tokens), {.kept = quantities.kept, .predictedPositions = {0}}, stop);
    if (!trace)
        return inContext(quotedText(text), trace.error());
    outcome.values = quantities.of(*trace, stop);
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
    const std::size_t expected = valueCount(statistics);
    if (outcome.tokens > 0 && outcome.values.size() != expected)
        return badInput(fmt::format("{} gathered of its heads, expected {}",
                                    counted(outcome.values.size(), "number was", "numbers were"), expected));
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
                                   const HeadQuantities &quantities, const CorpusProgress &progress, const StopToken &stop,
                                   TextOutcomes *outcomes)
{
    CorpusStatistics statistics = emptyStatistics(model, quantities, texts.size());
    const auto of = [&](std::size_t text) { return outcomeOf(model, texts[text], quantities, stop); };
    const auto take = [&](std::size_t text, const TextOutcome &outcome) -> Result<void> {
        if (const Result<void> added = add(outcome, statistics); !added)
            return inContext(quotedText(texts[text]), added.error());
        return {};
    };
    const auto tell = [&](std::size_t) {
        if (progress)
            progress(statistics);
    };
    const auto fits = [&model](const TextOutcome &outcome) { return outcome.tokens <= model.tokenLimit(); };
    const auto done = forEachText(texts.size(), BatchSize::Watched, of, take, tell, stop, outcomes, fits);
    return done ? Result(std::move(statistics)) : done.error();
}

}  // namespace core
