#pragma once

#include "core/text/token.h"

#include <string_view>

namespace core {

// Turns typed text into a model's tokens. Immutable once made, so any thread may use it.
class Tokenizer
{
public:
    virtual ~Tokenizer() = default;

    // `text` is any bytes; what is not UTF-8 is read as U+FFFD. At most `tokenLimit` tokens come back, special ones included.
    virtual TokenizedText tokenize(std::string_view text, std::size_t tokenLimit) const = 0;
};

} // namespace core
