#pragma once

#include "core/text/vocabulary.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core {

struct PieceSpan {
    TokenId id;
    std::size_t begin = 0;  // bytes [begin, end) of the word; pieces of one character may share them
    std::size_t end = 0;
};

// Cuts a word, as pre-tokenizers leave it, into pieces of a vocabulary. Immutable, so any thread may use it.
class SubwordModel
{
public:
    virtual ~SubwordModel() = default;

    virtual std::string name() const = 0;  // "WordPiece", "BPE", "Unigram", "WordLevel"
    virtual const Vocabulary &vocabulary() const = 0;
    virtual std::optional<TokenId> unknown() const = 0;

    // Appends the pieces of a word that is not empty.
    virtual void divide(std::string_view word, std::vector<PieceSpan> &pieces) const = 0;
};

}  // namespace core
