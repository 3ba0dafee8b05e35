#include "core/pipeline/importance_run.h"

#include "core/analysis/attention_importance.h"
#include "core/pipeline/class_probabilities.h"

#include <algorithm>
#include <limits>

namespace core {
namespace {

constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

std::vector<bool> specialKeys(const TokenizedText &text)
{
    std::vector<bool> isSpecial(text.tokens.size());
    std::transform(text.tokens.begin(), text.tokens.end(), isSpecial.begin(), [](const Token &token) { return token.isSpecial(); });
    return isSpecial;
}

TokenizedText without(const TokenizedText &text, std::size_t token)
{
    TokenizedText rest = text;
    rest.tokens.erase(rest.tokens.begin() + static_cast<std::ptrdiff_t>(token));
    return rest;
}

// The predicted class's probability when the pass is run on the given tokens, keeping nothing of the pass.
Result<double> probabilityOf(std::size_t predicted, const AnalysisSnapshot &snapshot, const TokenizedText &text, const StopToken &stop)
{
    ForwardOptions options;
    options.kept = KeptTensors::none();
    if (snapshot.request.masksSpecialTokens)
        options.maskedKeys = specialKeys(text);
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
    for (std::size_t token = 0; token < falls.size(); ++token) {
        if (snapshot.text->tokens[token].isSpecial() || falls.size() == 1)
            continue;
        if (stop.stop_requested())
            return cancelled();
        const Result<double> rest = probabilityOf(*predicted, snapshot, without(*snapshot.text, token), stop);
        if (!rest)
            return rest.error();
        falls[token] = snapshot.probabilities[*predicted] - *rest;
    }
    return falls;
}

} // namespace

std::vector<TokenId> tokenIds(const TokenizedText &text)
{
    std::vector<TokenId> ids(text.tokens.size());
    std::ranges::transform(text.tokens, ids.begin(), &Token::id);
    return ids;
}

ForwardOptions forwardOptions(const AnalysisSnapshot &snapshot)
{
    ForwardOptions options;
    options.kept = snapshot.request.kept;
    if (snapshot.request.masksSpecialTokens)
        options.maskedKeys = specialKeys(*snapshot.text);
    return options;
}

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

} // namespace core
