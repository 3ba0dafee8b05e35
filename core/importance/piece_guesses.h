#pragma once

#include "core/model/forward_trace.h"
#include "core/model/loaded_model.h"
#include "core/text/token.h"

#include <string>
#include <vector>

namespace core {

inline constexpr std::size_t mostGuesses = 12;  // that a list of them shows

// One piece that a masked language model may put in a token's place.
struct PieceGuess {
    std::string piece;  // the vocabulary's spelling
    std::string shown;  // what a reader sees of it
    TokenId id;
    double probability = 0;
};

// The positions of the text that the model is to guess: those of [MASK], first to last. Of other models none.
std::vector<int> guessedPositions(const LoadedModel &model, const TokenizedText &text);

// The most probable pieces at a position of the pass, the most probable first. The trace has the logits of every token.
std::vector<PieceGuess> pieceGuesses(const LoadedModel &model, const ForwardTrace &trace, int position, std::size_t count);

}  // namespace core
