#pragma once

#include "core/base/result.h"
#include "core/model/loaded_model.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace core {

// What a language model is judged on, repeatable by any program: every paragraph is cut into parts that fit the model. Of a masked
// one a seeded generator decides piece by piece which of them become [MASK] (see "Held-out masks" in models/README.md); a causal
// one tells every piece of a part but the first from those before it.

// Whether piece `index` of a file, counted from 0 over all its parts, is to be guessed: number `index` of the generator SplitMix64
// (Steele et al. 2014) with seed 1, scaled to [0, 1), is below 0.15.
bool isHeldOut(std::uint64_t index);

// One text for the model with what is missing in it.
struct MaskedPart {
    std::vector<TokenId> ids;      // 1 ... the model's limit, [CLS] and [SEP] included, [MASK] for every piece to guess
    std::vector<int> positions;    // of the rows of logits that guess, ascending
    std::vector<TokenId> answers;  // the piece that is right, one for each position
    std::string text;              // what the pieces were cut from
    std::size_t paragraph = 0;     // that this is a part of, from 0

    bool operator==(const MaskedPart &) const = default;
};

// Refuses a model that cannot guess: a masked one's vocabulary has no [MASK], or its limit leaves no room between [CLS] and [SEP].
Result<void> checkGuesses(const LoadedModel &model);

// The parts of all paragraphs in order. [UNK] and other special tokens stay as they are. Refuses what checkGuesses does, and
// paragraphs without a piece to guess.
Result<std::vector<MaskedPart>> maskedParts(const LoadedModel &model, std::span<const std::string> paragraphs);
// The same with parts of so many tokens at most, no more than the model reads.
Result<std::vector<MaskedPart>> maskedParts(const LoadedModel &model, std::span<const std::string> paragraphs,
                                            std::size_t tokenLimit);

// The parts with a piece to guess, those of one paragraph together; paragraphs without such a piece are left out.
std::vector<std::vector<MaskedPart>> guessedParagraphs(std::span<const MaskedPart> parts);

// Refuses parts whose pieces to guess are of a single paragraph: what depends on each other has no interval.
Result<void> checkParagraphs(std::span<const std::vector<MaskedPart>> paragraphs);

}  // namespace core
