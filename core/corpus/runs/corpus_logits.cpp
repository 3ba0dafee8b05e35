#include "core/corpus/runs/corpus_logits.h"

#include "core/base/message_text.h"
#include "core/base/parallel_for.h"
#include "core/pipeline/model_inputs.h"
#include "core/pipeline/model_outputs.h"

#include <optional>

namespace core {
namespace {

// Kept apart until all are done, so that the error reported is that of the first text whichever thread was first.
struct LogitsOutcome {
    TextLogits answer;
    std::optional<Error> failure;
};

LogitsOutcome outcomeOf(const LoadedModel &model, const std::string &text, const StopToken &stop)
{
    ForwardOptions options;
    options.kept = KeptTensors::none();
    const TokenizedText tokens = model.tokenizer->tokenize(text, model.tokenLimit());
    const Result<ForwardTrace> trace = forward(model, tokenIds(tokens), options, stop);
    if (!trace)
        return {.answer = {}, .failure = inContext(quotedText(text), trace.error())};
    return {.answer = {.logits = headLogits(model, *trace), .isCut = tokens.droppedTokens > 0}, .failure = {}};
}

}  // namespace

Result<std::vector<TextLogits>> corpusLogits(const LoadedModel &model, std::span<const std::string> texts,
                                             const Progress &progress, const StopToken &stop)
{
    std::vector<LogitsOutcome> outcomes(texts.size());
    ProgressCounter counter(progress);
    parallelFor(static_cast<int>(texts.size()), worthAllCores, [&](int index) {
        if (stop.stop_requested())
            return;
        outcomes[index] = outcomeOf(model, texts[index], stop);
        counter.addOne();
    });
    if (stop.stop_requested())
        return cancelled();
    std::vector<TextLogits> answers;
    for (LogitsOutcome &outcome : outcomes) {
        if (outcome.failure)
            return *std::move(outcome.failure);
        answers.push_back(std::move(outcome.answer));
    }
    return answers;
}

}  // namespace core
