#include "core/importance/importance_target.h"

#include "core/base/counted.h"
#include "core/base/message_text.h"
#include "core/base/undefined.h"
#include "core/model/model_outputs.h"
#include "core/model/output_probabilities.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace core {
namespace {

// The row of logits that the target is in.
std::span<const float> logitsOf(const ForwardTrace &trace, int row)
{
    if (row >= trace.logits.rows())
        return {};
    return {trace.logits.row(row).data(), static_cast<std::size_t>(trace.logits.cols())};
}

std::optional<std::size_t> indexOf(std::string_view text, std::size_t count)
{
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
    const bool isIndex = error == std::errc() && end == text.data() + text.size() && index < count;
    return isIndex ? std::optional(index) : std::nullopt;
}

// A class by its name, or by its number where no class has that name.
Result<std::size_t> classNamed(const ModelConfig &config, const std::string &name)
{
    if (const auto found = std::ranges::find(config.labels, name); found != config.labels.end())
        return static_cast<std::size_t>(found - config.labels.begin());
    if (const auto index = indexOf(name, config.labels.size()))
        return *index;
    std::string known;
    for (const std::string &label : config.labels)
        known += (known.empty() ? "" : ", ") + nameText(label);
    return badInput(fmt::format("there is no class {}, expected one of {}", quotedText(name), known));
}

TargetQuantity quantityOf(const ModelConfig &config, TargetQuantity asked)
{
    const bool isValue = config.task == ModelTask::Classification && config.outputs == OutputQuantity::Values;
    return isValue ? TargetQuantity::Logit : asked;
}

Result<TargetSearch> classTarget(const ImportancePass &pass, const AskedTarget &asked)
{
    const ModelConfig &config = pass.model.config;
    const auto followed = followedOutput(config, modelOutputs(pass.model, pass.trace));
    if (!followed)
        return TargetSearch{{}, "the text has no word that the model reads"};
    ImportanceTarget target{.output = *followed, .quantity = quantityOf(config, asked.quantity)};
    if (!asked.name.empty()) {
        const Result<std::size_t> named = classNamed(config, asked.name);
        if (!named && asked.isFirm)
            return named.error();
        target.output = named ? *named : *followed;
    }
    return TargetSearch{target, {}};
}

// The token whose row the guess is in: the asked one, or the first [MASK]; none where there is no [MASK]. Of a causal model it is the
// last one, behind which the next piece comes.
Result<std::optional<int>> guessedPosition(const ImportancePass &pass, const AskedTarget &asked)
{
    const std::vector<Token> &tokens = pass.text.tokens;
    if (pass.model.config.task == ModelTask::CausalLanguageModel)
        return std::optional(static_cast<int>(tokens.size()) - 1);
    if (asked.position) {
        const bool isThere = *asked.position >= 0 && *asked.position < static_cast<int>(tokens.size());
        if (!isThere && asked.isFirm)
            return badInput(fmt::format("there is no token at position {}: the text has {}, counted from 0", *asked.position,
                                        counted(tokens.size(), "token")));
        if (isThere)
            return std::optional(*asked.position);
    }
    const std::optional<TokenId> mask = pass.model.tokenizer->maskToken();
    const auto found = mask ? std::ranges::find(tokens, *mask, &Token::id) : tokens.end();
    if (found == tokens.end())
        return std::optional<int>();
    return std::optional(static_cast<int>(found - tokens.begin()));
}

Result<TargetSearch> pieceTarget(const ImportancePass &pass, const AskedTarget &asked)
{
    const Result<std::optional<int>> position = guessedPosition(pass, asked);
    if (!position)
        return position.error();
    if (!*position)
        return TargetSearch{{},
                            pass.model.tokenizer->maskToken() ? "the text has no [MASK] whose guess could be followed"
                                                              : "the model has no mask token whose guess could be followed"};
    const std::span<const float> logits = logitsOf(pass.trace, **position);
    if (logits.empty())
        return TargetSearch{{}, "the pass has no logits at that position"};
    ImportanceTarget target{.row = **position,
                            .output = static_cast<std::size_t>(std::ranges::max_element(logits) - logits.begin()),
                            .quantity = asked.quantity};
    if (!asked.name.empty()) {
        const std::optional<TokenId> piece = pass.model.tokenizer->find(asked.name);
        const bool isThere = piece && static_cast<std::size_t>(piece->value) < logits.size();
        if (!isThere && asked.isFirm)
            return badInput(fmt::format("the vocabulary has no piece {}", quotedText(asked.name)));
        if (isThere)
            target.output = static_cast<std::size_t>(piece->value);
    }
    return TargetSearch{target, {}};
}

// Whether the classes share one probability; otherwise each output has its own.
bool isSoftmax(const ModelConfig &config)
{
    return config.task != ModelTask::Classification || config.outputs == OutputQuantity::Softmax;
}

}  // namespace

Result<void> checkTargetClass(const ModelConfig &config, const AskedTarget &asked)
{
    if (config.task != ModelTask::Classification || asked.name.empty() || !asked.isFirm)
        return {};
    const Result<std::size_t> named = classNamed(config, asked.name);
    return named ? Result<void>() : Result<void>(named.error());
}

Result<TargetSearch> findTarget(const ImportancePass &pass, const AskedTarget &asked)
{
    const ModelConfig &config = pass.model.config;
    if (asked.isFirm && asked.position && config.task != ModelTask::MaskedLanguageModel)
        return badInput(fmt::format("a position is of the token that a masked language model guesses, and {} is none",
                                    quotedText(pass.model.name)));
    if (asked.isFirm && !asked.name.empty() && config.task == ModelTask::EncoderOnly)
        return badInput(fmt::format("{} has no classes, labels or values that {} could be one of",
                                    quotedText(pass.model.name), quotedText(asked.name)));
    switch (config.task) {
    case ModelTask::Classification: return classTarget(pass, asked);
    case ModelTask::MaskedLanguageModel:
    case ModelTask::CausalLanguageModel: return pieceTarget(pass, asked);
    case ModelTask::EncoderOnly: break;
    }
    return TargetSearch{{}, "an encoder without a head has no class, label or value that could fall"};
}

double targetValue(const LoadedModel &model, std::span<const float> logits, const ImportanceTarget &target)
{
    if (target.output >= logits.size())
        return undefined;
    if (target.quantity == TargetQuantity::Logit)
        return logits[target.output];
    const double logit = logits[target.output];
    return isSoftmax(model.config) ? std::exp(logit - logSumExp(logits)) : sigmoid(logit);
}

double targetValue(const ImportancePass &pass, const ImportanceTarget &target)
{
    return targetValue(pass.model, logitsOf(pass.trace, target.row), target);
}

std::vector<float> targetGradient(const LoadedModel &model, std::span<const float> logits, const ImportanceTarget &target)
{
    std::vector<float> gradient(logits.size(), 0.0F);
    if (target.output >= logits.size())
        return gradient;
    gradient[target.output] = 1;
    if (target.quantity == TargetQuantity::Logit)
        return gradient;
    const double share = targetValue(model, logits, target);
    if (!isSoftmax(model.config)) {
        gradient[target.output] = static_cast<float>(share * (1 - share));
        return gradient;
    }
    // dp/dz_k = p ([k = target] - p_k), and p_k = p e^(z_k - z).
    for (std::size_t other = 0; other < logits.size(); ++other) {
        const double otherShare = share * std::exp(static_cast<double>(logits[other]) - logits[target.output]);
        gradient[other] = static_cast<float>(share * ((other == target.output ? 1.0 : 0.0) - otherShare));
    }
    return gradient;
}

std::string targetName(const LoadedModel &model, const ImportanceTarget &target)
{
    if (predictsPieces(model.config.task))
        return model.tokenizer->piece({static_cast<int>(target.output)});
    return className(model.config, target.output);
}

std::string shownTargetName(const LoadedModel &model, const ImportanceTarget &target)
{
    if (predictsPieces(model.config.task))
        return model.tokenizer->shownPiece({static_cast<int>(target.output)});
    return targetName(model, target);
}

std::string targetText(const LoadedModel &model, const ImportanceTarget &target)
{
    const bool isGuess = predictsPieces(model.config.task);
    const std::string place =
        model.config.task == ModelTask::CausalLanguageModel ? " next" : fmt::format(" at {}", target.row);
    const bool isValue = !isGuess && model.config.outputs == OutputQuantity::Values;
    if (!isValue && target.quantity == TargetQuantity::Logit)
        return fmt::format("logit of {}{}", shownTargetName(model, target), isGuess ? place : "");
    return isGuess ? fmt::format("p({}){}", shownTargetName(model, target), place)
                   : quantityName(model.config, target.output);
}

}  // namespace core
