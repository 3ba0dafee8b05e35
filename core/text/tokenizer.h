#pragma once

#include "core/text/token.h"

#include <optional>
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

    // The vocabulary's spelling of a piece: "##ing". Empty where it has no such id.
    virtual std::string piece(TokenId id) const = 0;
    // What a reader sees of it in a list: "·ing" of "##ing", "good" of "Ġgood", "<0xE2>" where it is one byte of a character, "␣" where it
    // is a blank.
    virtual std::string shownPiece(TokenId id) const = 0;
    // The id of a piece in just this spelling.
    virtual std::optional<TokenId> find(std::string_view piece) const = 0;

    // A word as the vocabulary is searched for it: cleaned up, lower-cased, without accents, as the tokenizer has it. `typed` are the bytes
    // from the begin of the word's first token to the end of its last.
    virtual std::string normalizedWord(std::string_view typed) const = 0;

    // What stands for a token that is hidden from the model: [MASK], where the vocabulary has it.
    virtual std::optional<TokenId> maskToken() const = 0;
    // What stands for a word that the vocabulary cannot spell; nothing where it can spell every word by its bytes.
    virtual std::optional<TokenId> unknownToken() const = 0;
};

}  // namespace core
