#include "core/importance/erasure.h"

#include "core/base/pace.h"
#include "core/base/parallel_for.h"
#include "core/base/undefined.h"
#include "core/importance/importance_target.h"
#include "core/model/model_inputs.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

namespace core {
namespace {

// What a pass reads in place of the whole text.
struct ErasedText {
    std::vector<TokenId> ids;
    std::vector<bool> maskedKeys;
    AttentionMask mask;
    int targetRow = 0;
};

// The mask without the rows and columns of what is left out, so that deleting tokens moves no pair of the others in or out of it.
AttentionMask maskOf(const AttentionMask &mask, const PairMask &asked, const std::vector<int> &left)
{
    if (asked.keepsEverything())
        return mask;
    const auto whole = [&left](int position) { return left[static_cast<std::size_t>(position)]; };
    AttentionMask rest = mask;
    rest.pattern =
        patternOf(paintedTerm(pairMask(asked.heads, static_cast<int>(left.size()), [&](int head, int query, int key) {
            return asked.keeps(head, whole(query), whole(key));
        })));
    rest.controlSeed.reset();
    if (isUniform(*mask.pattern))
        rest.pattern = intersectionOf(*rest.pattern, patternOf(maskTerm(MaskKind::Uniform)));
    return rest;
}

PairMask askedPairsOf(const ImportancePass &pass)
{
    return askedPairs(pass.mask, patternInput(pass.model, static_cast<int>(pass.text.tokens.size())));
}

// The tokens at the positions `left`, in order.
ErasedText textOf(const ErasedText &whole, const PairMask &asked, const std::vector<int> &left, bool guessesNext)
{
    ErasedText text{.ids = {}, .maskedKeys = {}, .mask = maskOf(whole.mask, asked, left), .targetRow = whole.targetRow};
    for (const int position : left) {
        text.ids.push_back(whole.ids[static_cast<std::size_t>(position)]);
        if (!whole.maskedKeys.empty())
            text.maskedKeys.push_back(whole.maskedKeys[static_cast<std::size_t>(position)]);
    }
    // What comes next comes behind whatever token is the last.
    text.targetRow = guessesNext ? static_cast<int>(left.size()) - 1
                                 : static_cast<int>(std::ranges::lower_bound(left, whole.targetRow) - left.begin());
    return text;
}

// All but the span.
std::vector<int> positionsWithout(const TokenSpan &span, std::size_t tokens)
{
    std::vector<int> left;
    for (int position = 0; position < static_cast<int>(tokens); ++position) {
        if (position < span.first || position >= span.first + span.count)
            left.push_back(position);
    }
    return left;
}

// Nothing where the vocabulary has neither: it spells every word by its bytes, and hides none.
std::optional<TokenId> replacementIn(const Tokenizer &tokenizer)
{
    const std::optional<TokenId> mask = tokenizer.maskToken();
    return mask ? mask : tokenizer.unknownToken();
}

void replace(const TokenSpan &span, TokenId replacement, ErasedText &text)
{
    std::fill_n(text.ids.begin() + span.first, span.count, replacement);
}

void hideKeys(const TokenSpan &span, ErasedText &text)
{
    text.maskedKeys.resize(text.ids.size(), false);
    std::fill_n(text.maskedKeys.begin() + span.first, span.count, true);
}

ErasedText wholeText(const ImportancePass &pass, const ImportanceTarget &target)
{
    return {tokenIds(pass.text), maskedKeys(pass.masksSpecialTokens, pass.text), pass.mask, target.row};
}

// Keeps nothing of the pass. Of a masked language model only the row that is followed.
Result<double> valueOf(const ImportancePass &pass, ErasedText text, ImportanceTarget target, const StopToken &stop)
{
    const bool isGuess = predictsPieces(pass.model.config.task);
    const ForwardOptions options{.kept = KeptTensors::none(),
                                 .maskedKeys = std::move(text.maskedKeys),
                                 .predictedPositions = isGuess ? std::vector{text.targetRow} : std::vector<int>(),
                                 .mask = std::move(text.mask)};
    const Result<ForwardTrace> trace = forward(pass.model, text.ids, options, stop);
    if (!trace)
        return trace.error();
    return targetValue(pass.model, {trace->logits.data(), static_cast<std::size_t>(trace->logits.cols())}, target);
}

// Whether there is a text without the span that the measure is defined on.
bool canBeErased(const ImportancePass &pass, ErasureForm form, const TokenSpan &span, const ImportanceTarget &target)
{
    const std::vector<Token> &tokens = pass.text.tokens;
    if (tokens[static_cast<std::size_t>(span.first)].isSpecial())
        return false;
    if (form == ErasureForm::Replace)
        return replacementIn(*pass.model.tokenizer).has_value();
    if (static_cast<std::size_t>(span.count) >= tokens.size())
        return false;
    const bool isGuess = pass.model.config.task == ModelTask::MaskedLanguageModel;
    const bool holdsGuess = target.row >= span.first && target.row < span.first + span.count;
    return form == ErasureForm::HideKey || !isGuess || !holdsGuess;
}

Result<std::vector<double>> whereNothingFailed(std::vector<double> values, const std::vector<std::optional<Error>> &failures,
                                               const StopToken &stop)
{
    if (stop.stop_requested())
        return cancelled();
    if (const auto failure = std::ranges::find_if(failures, [](const auto &error) { return error.has_value(); });
        failure != failures.end())
        return **failure;
    return values;
}

// The spans that are still to be erased, in batches that all cores share.
class WaitingSpans
{
public:
    explicit WaitingSpans(std::vector<std::size_t> waiting) : m_waiting(std::move(waiting)) {}

    bool isEmpty() const { return m_waiting.empty(); }

    std::vector<std::size_t> takeAll() { return std::exchange(m_waiting, {}); }
    // Those of the shown tokens before the others, each in the order of the text.
    std::vector<std::size_t> takeBatch(std::span<const TokenSpan> spans, const std::vector<int> &shown)
    {
        constexpr int passesOfCore = 8;
        const auto count = std::min(m_waiting.size(), static_cast<std::size_t>(passesOfCore * mostThreads()));
        const std::set<int> tokens(shown.begin(), shown.end());
        std::stable_partition(m_waiting.begin(), m_waiting.end(), [&](std::size_t index) {
            const auto first = tokens.lower_bound(spans[index].first);
            return first != tokens.end() && *first < spans[index].first + spans[index].count;
        });
        const auto end = m_waiting.begin() + static_cast<std::ptrdiff_t>(count);
        std::vector<std::size_t> batch(m_waiting.begin(), end);
        m_waiting.erase(m_waiting.begin(), end);
        std::ranges::sort(m_waiting);
        return batch;
    }

private:
    std::vector<std::size_t> m_waiting;
};

}  // namespace

Result<std::vector<double>> erasureFalls(const ImportancePass &pass, ErasureForm form, std::span<const TokenSpan> spans,
                                         const ImportanceTarget &target, const StopToken &stop,
                                         const ErasureListener &listener)
{
    const ErasedText whole = wholeText(pass, target);
    const PairMask asked = askedPairsOf(pass);
    const bool guessesNext = pass.model.config.task == ModelTask::CausalLanguageModel;
    const double value = targetValue(pass, target);
    std::vector<double> falls = listener.known;
    falls.resize(spans.size(), undefined);
    std::vector<std::size_t> unknown;
    for (std::size_t index = 0; index < spans.size(); ++index) {
        if (std::isnan(falls[index]) && canBeErased(pass, form, spans[index], target))
            unknown.push_back(index);
    }
    const auto eraseOne = [&](std::size_t index) -> Result<void> {
        const TokenSpan &span = spans[index];
        ErasedText text = whole;
        switch (form) {
        case ErasureForm::Delete: text = textOf(whole, asked, positionsWithout(span, whole.ids.size()), guessesNext); break;
        case ErasureForm::Replace: replace(span, *replacementIn(*pass.model.tokenizer), text); break;
        case ErasureForm::HideKey: hideKeys(span, text); break;
        }
        const Result<double> rest = valueOf(pass, std::move(text), target, stop);
        if (!rest)
            return rest.error();
        falls[index] = value - *rest;
        return {};
    };
    // Each pass is small and the passes are many, so they are what the cores share.
    std::vector<std::optional<Error>> failures(spans.size());
    Pace pace;
    for (WaitingSpans waiting(std::move(unknown)); !waiting.isEmpty() && !stop.stop_requested();) {
        const std::vector<std::size_t> batch =
            listener.soFar ? waiting.takeBatch(spans, listener.shown ? listener.shown() : std::vector<int>())
                           : waiting.takeAll();
        parallelFor(static_cast<int>(batch.size()), worthAllCores, [&](int place) {
            const std::size_t index = batch[static_cast<std::size_t>(place)];
            if (stop.stop_requested())
                return;
            if (Result<void> erased = eraseOne(index); !erased)
                failures[index] = erased.error();
        });
        if (!listener.soFar || waiting.isEmpty() || !pace.isDue() || stop.stop_requested())
            continue;
        const Stopclock saying;
        listener.soFar(falls);
        pace.said(saying.seconds());
    }
    return whereNothingFailed(std::move(falls), failures, stop);
}

Result<std::vector<double>> outputsOfParts(const ImportancePass &pass, std::span<const std::vector<int>> parts,
                                           const ImportanceTarget &target, const StopToken &stop)
{
    const ErasedText whole = wholeText(pass, target);
    const PairMask asked = askedPairsOf(pass);
    const bool guessesNext = pass.model.config.task == ModelTask::CausalLanguageModel;
    const bool isGuess = pass.model.config.task == ModelTask::MaskedLanguageModel;
    std::vector<double> values(parts.size(), undefined);
    std::vector<std::optional<Error>> failures(parts.size());
    parallelFor(static_cast<int>(parts.size()), worthAllCores, [&](int index) {
        const std::vector<int> &left = parts[static_cast<std::size_t>(index)];
        const bool lacksGuess = isGuess && !std::ranges::binary_search(left, target.row);
        if (left.empty() || lacksGuess || stop.stop_requested())
            return;
        const Result<double> value = valueOf(pass, textOf(whole, asked, left, guessesNext), target, stop);
        if (value)
            values[static_cast<std::size_t>(index)] = *value;
        else
            failures[static_cast<std::size_t>(index)] = value.error();
    });
    return whereNothingFailed(std::move(values), failures, stop);
}

}  // namespace core
