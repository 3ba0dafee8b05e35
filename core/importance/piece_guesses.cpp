#include "core/importance/piece_guesses.h"

#include "core/model/output_probabilities.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace core {

std::vector<int> guessedPositions(const LoadedModel &model, const TokenizedText &text)
{
    if (model.config.task == ModelTask::CausalLanguageModel && !text.tokens.empty())
        return {static_cast<int>(text.tokens.size()) - 1};
    if (model.config.task != ModelTask::MaskedLanguageModel)
        return {};
    std::vector<int> positions;
    const std::optional<TokenId> mask = model.tokenizer->maskToken();
    for (std::size_t token = 0; token < text.tokens.size(); ++token) {
        if (text.tokens[token].id == mask)
            positions.push_back(static_cast<int>(token));
    }
    return positions;
}

std::vector<PieceGuess> pieceGuesses(const LoadedModel &model, const ForwardTrace &trace, int position, std::size_t count)
{
    if (position < 0 || position >= trace.logits.rows())
        return {};
    const std::span<const float> logits(trace.logits.row(position).data(), static_cast<std::size_t>(trace.logits.cols()));
    std::vector<int> order(logits.size());
    std::iota(order.begin(), order.end(), 0);
    const std::size_t kept = std::min(count, order.size());
    std::ranges::partial_sort(order, order.begin() + static_cast<std::ptrdiff_t>(kept), [&logits](int one, int other) {
        return logits[static_cast<std::size_t>(one)] > logits[static_cast<std::size_t>(other)];
    });
    const double whole = logSumExp(logits);
    std::vector<PieceGuess> guesses;
    for (std::size_t place = 0; place < kept; ++place) {
        const auto id = static_cast<std::size_t>(order[place]);
        guesses.push_back({.piece = model.tokenizer->piece({order[place]}),
                           .shown = model.tokenizer->shownPiece({order[place]}),
                           .id = {order[place]},
                           .probability = std::exp(static_cast<double>(logits[id]) - whole)});
    }
    return guesses;
}

}  // namespace core
