#include "core/pipeline/importance_run.h"

#include "core/analysis/attention_importance.h"
#include "core/base/parallel_for.h"
#include "core/pipeline/class_probabilities.h"
#include "core/pipeline/forward_inputs.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace core {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

TokenizedText without(const TokenizedText &text, std::size_t token)
{
    TokenizedText rest = text;
    rest.tokens.erase(rest.tokens.begin() + static_cast<std::ptrdiff_t>(token));
    return rest;
}

// The mask without the token's row and column, so that deleting it moves no pair of the others in or out of the mask.
AttentionMask maskWithout(const AttentionMask &mask, const PairMask &asked, int token)
{
    if (asked.keepsEverything())
        return mask;
    const auto whole = [token](int position) { return position < token ? position : position + 1; };
    AttentionMask rest = mask;
    rest.pattern = patternOf(paintedTerm(pairMask(asked.heads, asked.tokens - 1, [&](int head, int query, int key) {
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

// The predicted class's probability when the pass is run on the given tokens, keeping nothing of the pass.
Result<double> probabilityOf(std::size_t predicted, const AnalysisSnapshot &snapshot, const TokenizedText &text,
                             const AttentionMask &mask, const StopToken &stop)
{
    const ForwardOptions options{
        .kept = KeptTensors::none(), .maskedKeys = maskedKeys(snapshot.request, text), .mask = mask};
    const Result<ForwardTrace> trace = forward(*snapshot.model, tokenIds(text), options, stop);
    if (!trace)
        return trace.error();
    const std::vector<double> probabilities = classProbabilities(*snapshot.model, *trace);
    return predicted < probabilities.size() ? probabilities[predicted] : undefined;
}

// p(class) - p(class without the token), leave-one-out by deletion (Li et al. 2016).
Result<std::vector<double>> erasure(const AnalysisSnapshot &snapshot, const StopToken &stop)
{
    std::vector<double> falls(snapshot.text->tokens.size(), undefined);
    const auto predicted = predictedClass(snapshot.probabilities);
    if (!predicted)
        return falls;
    const PairMask asked = askedPairsOf(snapshot);
    // Each pass is small and the passes are many, so they are what the cores share.
    std::vector<std::optional<Error>> failures(falls.size());
    parallelFor(static_cast<int>(falls.size()), worthAllCores, [&](int token) {
        if (snapshot.text->tokens[token].isSpecial() || falls.size() == 1 || stop.stop_requested())
            return;
        const Result<double> rest = probabilityOf(*predicted, snapshot, without(*snapshot.text, token),
                                                  maskWithout(snapshot.mask, asked, token), stop);
        if (rest)
            falls[token] = snapshot.probabilities[*predicted] - *rest;
        else
            failures[token] = rest.error();
    });
    if (stop.stop_requested())
        return cancelled();
    if (const auto failure = std::ranges::find_if(failures, [](const auto &error) { return error.has_value(); });
        failure != failures.end())
        return **failure;
    return falls;
}

}  // namespace

Result<WordImportance> wordImportance(const AnalysisSnapshot &snapshot, ImportanceMeasure measure, const StopToken &stop)
{
    switch (measure) {
    case ImportanceMeasure::AttentionReceived: return WordImportance{measure, attentionReceived(*snapshot.trace)};
    case ImportanceMeasure::AttentionFromFirst: return WordImportance{measure, attentionFromFirst(*snapshot.trace)};
    case ImportanceMeasure::Erasure: break;
    }
    Result<std::vector<double>> falls = erasure(snapshot, stop);
    if (!falls)
        return falls.error();
    return WordImportance{measure, *std::move(falls)};
}

}  // namespace core
