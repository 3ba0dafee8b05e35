#include "core/corpus/runs/corpus_logits.h"

#include "core/base/message_text.h"
#include "core/corpus/runs/for_each_text.h"
#include "core/corpus/runs/outcome_json.h"
#include "core/model/model_inputs.h"
#include "core/model/model_outputs.h"
#include "core/text/read_text.h"

#include <utility>

namespace core {

// NOLINTBEGIN(readability-identifier-naming): the library's names
static void to_json(nlohmann::json &json, const TextLogits &answer)
{
    json = nlohmann::json::array({exactJson(answer.logits), answer.isCut});
}

static void from_json(const nlohmann::json &json, TextLogits &answer)
{
    answer = {.logits = exactNumbers(json.at(0)), .isCut = json.at(1).get<bool>()};
}
// NOLINTEND(readability-identifier-naming)

namespace {

Result<TextLogits> logitsOf(const LoadedModel &model, const AttentionMask &mask, const std::string &text,
                            const StopToken &stop)
{
    const ForwardOptions options{.kept = KeptTensors::none(), .mask = mask};
    const Result<TokenizedText> tokens = readText(*model.tokenizer, text, model.tokenLimit());
    if (!tokens)
        return inContext(quotedText(text), tokens.error());
    const Result<ForwardTrace> trace = forward(model, tokenIds(*tokens), options, stop);
    if (!trace)
        return inContext(quotedText(text), trace.error());
    return TextLogits{.logits = headLogits(model, *trace), .isCut = tokens->droppedTokens > 0};
}

Result<std::vector<TextLogits>> logitsOfAll(const LoadedModel &model, const AttentionMask &mask,
                                            std::span<const std::string> texts, const Progress &progress,
                                            const StopToken &stop, TextOutcomes *outcomes)
{
    std::vector<TextLogits> answers;
    const auto of = [&](std::size_t text) { return logitsOf(model, mask, texts[text], stop); };
    const auto take = [&answers](std::size_t, TextLogits answer) -> Result<void> {
        answers.push_back(std::move(answer));
        return {};
    };
    const auto fits = [&model](const TextLogits &answer) {
        return answer.logits.empty() || answer.logits.size() == model.config.labels.size();
    };
    const Result<std::size_t> done = forEachText(texts.size(), BatchSize::Whole, of, take, progress, stop, outcomes, fits);
    if (!done)
        return done.error();
    return *done == texts.size() ? Result(std::move(answers)) : cancelled();
}

}  // namespace

Result<std::vector<TextLogits>> corpusLogits(const LoadedModel &model, std::span<const std::string> texts,
                                             const Progress &progress, const StopToken &stop, TextOutcomes *outcomes)
{
    return logitsOfAll(model, AttentionMask(), texts, progress, stop, outcomes);
}

Result<std::vector<TextLogits>> corpusLogits(const LoadedModel &model, const AttentionMask &mask,
                                             std::span<const std::string> texts, const Progress &progress,
                                             const StopToken &stop)
{
    return logitsOfAll(model, mask, texts, progress, stop, nullptr);
}

}  // namespace core
