#pragma once

#include "core/text/token.h"

#include <string>
#include <string_view>

namespace core {

// Turns typed text into a model's tokens. Immutable once made, so any thread may use it.
class Tokenizer
{
public:
    virtual ~Tokenizer() = default;

    // In a few words: "WordPiece of 30,522 pieces, lower-cased, between [CLS] and [SEP]".
    virtual std::string description() const = 0;

    // `text` is any bytes; what is not UTF-8 is read as U+FFFD. At most `tokenLimit` tokens come back, special ones included.
    virtual TokenizedText tokenize(std::string_view text, std::size_t tokenLimit) const = 0;
};

}  // namespace core
