#include "core/pipeline/importance_run.h"

#include "core/analysis/measures/attention_importance.h"
#include "core/base/parallel_for.h"
#include "core/base/undefined.h"
#include "core/format/mechanism/attention_mechanism.h"
#include "core/pipeline/model_inputs.h"
#include "core/pipeline/model_outputs.h"
#include "core/text/word_spans.h"

#include <algorithm>
#include <optional>
#include <span>

namespace core {
namespace {

TokenizedText without(const TokenizedText &text, const TokenSpan &span)
{
    TokenizedText rest = text;
    const auto first = rest.tokens.begin() + span.first;
    rest.tokens.erase(first, first + span.count);
    return rest;
}

// The mask without the tokens' rows and columns, so that deleting them moves no pair of the others in or out of the mask.
AttentionMask maskWithout(const AttentionMask &mask, const PairMask &asked, const TokenSpan &span)
{
    if (asked.keepsEverything())
        return mask;
    const auto whole = [span](int position) { return position < span.first ? position : position + span.count; };
    AttentionMask rest = mask;
    rest.pattern = patternOf(paintedTerm(pairMask(asked.heads, asked.tokens - span.count, [&](int head, int query, int key) {
        return asked.keeps(head, whole(query), whole(key));
    })));
    rest.controlSeed.reset();
    return rest;
}

PairMask askedPairsOf(const AnalysisSnapshot &snapshot)
{
    return askedPairs(snapshot.mask, {.tokens = static_cast<int>(snapshot.text->tokens.size()),
                                      .heads = snapshot.model->config.heads,
                                      .gates = snapshot.model->learnedGates.get()});
}

// The followed output when the pass is run on the given tokens, keeping nothing of the pass.
Result<double> outputOf(std::size_t followed, const AnalysisSnapshot &snapshot, const TokenizedText &text,
                        const AttentionMask &mask, const StopToken &stop)
{
    const ForwardOptions options{
        .kept = KeptTensors::none(), .maskedKeys = maskedKeys(snapshot.request, text), .mask = mask};
    const Result<ForwardTrace> trace = forward(*snapshot.model, tokenIds(text), options, stop);
    if (!trace)
        return trace.error();
    const std::vector<double> outputs = modelOutputs(*snapshot.model, *trace);
    return followed < outputs.size() ? outputs[followed] : undefined;
}

std::vector<TokenSpan> everyToken(const TokenizedText &text)
{
    std::vector<TokenSpan> tokens(text.tokens.size());
    for (std::size_t token = 0; token < tokens.size(); ++token)
        tokens[token].first = static_cast<int>(token);
    return tokens;
}

bool canBeErased(const TokenSpan &span, const TokenizedText &text)
{
    return !text.tokens[static_cast<std::size_t>(span.first)].isSpecial() &&
           static_cast<std::size_t>(span.count) < text.tokens.size();
}

// y - y without the span, of each: leave-one-out by deletion (Li et al. 2016).
Result<std::vector<double>> falls(const AnalysisSnapshot &snapshot, std::span<const TokenSpan> spans, std::size_t followed,
                                  const StopToken &stop)
{
    std::vector<double> falls(spans.size(), undefined);
    const PairMask asked = askedPairsOf(snapshot);
    // Each pass is small and the passes are many, so they are what the cores share.
    std::vector<std::optional<Error>> failures(spans.size());
    parallelFor(static_cast<int>(spans.size()), worthAllCores, [&](int index) {
        const TokenSpan &span = spans[static_cast<std::size_t>(index)];
        if (!canBeErased(span, *snapshot.text) || stop.stop_requested())
            return;
        const Result<double> rest =
            outputOf(followed, snapshot, without(*snapshot.text, span), maskWithout(snapshot.mask, asked, span), stop);
        if (rest)
            falls[index] = snapshot.outputs[followed] - *rest;
        else
            failures[index] = rest.error();
    });
    if (stop.stop_requested())
        return cancelled();
    if (const auto failure = std::ranges::find_if(failures, [](const auto &error) { return error.has_value(); });
        failure != failures.end())
        return **failure;
    return falls;
}

Result<WordImportance> erasure(const AnalysisSnapshot &snapshot, ImportanceUnit unit, const StopToken &stop)
{
    WordImportance importance{.measure = ImportanceMeasure::Erasure, .values = {}};
    if (unit == ImportanceUnit::Word)
        importance.words = wordSpans(*snapshot.text);
    const std::vector<TokenSpan> spans = unit == ImportanceUnit::Word ? importance.words : everyToken(*snapshot.text);
    importance.output = followedOutput(snapshot.model->config, snapshot.outputs);
    if (!importance.output) {
        importance.values.assign(spans.size(), undefined);
        return importance;
    }
    Result<std::vector<double>> values = falls(snapshot, spans, *importance.output, stop);
    if (!values)
        return values.error();
    importance.values = *std::move(values);
    return importance;
}

bool hasTokenMap(const ModelConfig &config)
{
    return config.type == ModelType::Lama || mechanismOf(config.attention).columns != AttentionColumns::Features;
}

std::string absenceFromFirst(const AnalysisSnapshot &snapshot)
{
    if (snapshot.model->config.type == ModelType::Lama)
        return "the heads of LAMA attend from a context, not from a token";
    const std::vector<Token> &tokens = snapshot.text->tokens;
    return !tokens.empty() && tokens.front().isSpecial() ? "" : "the tokenizer puts no special token first";
}

std::string absenceOfErasure(ModelTask task)
{
    switch (task) {
    case ModelTask::Classification: return {};
    case ModelTask::MaskedLanguageModel: return "a masked language model has no class, label or value that could fall";
    case ModelTask::EncoderOnly: break;
    }
    return "an encoder without a head has no class, label or value that could fall";
}

}  // namespace

Result<WordImportance> wordImportance(const AnalysisSnapshot &snapshot, ImportanceMeasure measure, ImportanceUnit unit,
                                      const StopToken &stop)
{
    if (measure == ImportanceMeasure::Erasure)
        return erasure(snapshot, unit, stop);
    if (!importanceAbsence(snapshot, measure).empty())
        return WordImportance{measure, {}};
    const bool isReceived = measure == ImportanceMeasure::AttentionReceived;
    return WordImportance{measure, isReceived ? attentionReceived(*snapshot.trace) : attentionFromFirst(*snapshot.trace)};
}

std::string importanceAbsence(const AnalysisSnapshot &snapshot, ImportanceMeasure measure)
{
    if (measure == ImportanceMeasure::Erasure)
        return absenceOfErasure(snapshot.model->config.task);
    if (!hasTokenMap(snapshot.model->config))
        return "this model has no token-to-token attention";
    return measure == ImportanceMeasure::AttentionFromFirst ? absenceFromFirst(snapshot) : "";
}

ImportanceMeasure offeredImportance(const AnalysisSnapshot &snapshot, ImportanceMeasure asked)
{
    const bool isLacking = asked == ImportanceMeasure::AttentionFromFirst && !importanceAbsence(snapshot, asked).empty();
    return isLacking ? ImportanceMeasure::AttentionReceived : asked;
}

}  // namespace core
