#pragma once

#include "core/model/forward_trace.h"
#include "core/model/loaded_model.h"
#include "core/text/token.h"

#include <string>
#include <vector>

namespace core {

inline constexpr std::size_t mostGuesses = 12;  // that a list of them shows

// One piece that a language model may put in a token's place, or behind the last.
struct PieceGuess {
    std::string piece;  // the vocabulary's spelling
    std::string shown;  // what a reader sees of it
    TokenId id;
    double probability = 0;
};

// The rows of logits that hold the model's guesses: those of [MASK], first to last; of a causal model that of the last token, for the
// next. Of other models none.
std::vector<int> guessedPositions(const LoadedModel &model, const TokenizedText &text);

// The most probable pieces at a position of the pass, the most probable first. The trace has the logits of every token.
std::vector<PieceGuess> pieceGuesses(const LoadedModel &model, const ForwardTrace &trace, int position, std::size_t count);

}  // namespace core
