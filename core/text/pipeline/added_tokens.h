#pragma once

#include "core/text/pipeline/aligned_text.h"
#include "core/text/pipeline/normalizers.h"
#include "core/text/special_token_finder.h"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace core {

// A token that is found in the text before the model divides the rest.
struct AddedToken {
    std::string content;
    TokenId id;
    bool isSingleWord = false;  // not inside a word
    bool stripsLeft = false;    // the blanks before it are its own
    bool stripsRight = false;
    bool isNormalized = true;  // is looked for in the normalized text, in its own normalized spelling; else as it was typed
    bool isSpecial = false;

    bool operator==(const AddedToken &) const = default;
};

// A stretch of text, or an added token.
struct TextStretch {
    AlignedText text;
    std::optional<TokenId> added = {};
};

// Finds added tokens: first as they were typed, then in the normalized stretches between. The leftmost comes first, of those that
// begin together the longest.
class AddedTokenSplitter
{
public:
    // An Error where a normalizer has one.
    static Result<AddedTokenSplitter> make(const std::vector<AddedToken> &tokens, const Normalizer &normalizer);

    // The text is normalized on the way.
    Result<std::vector<TextStretch>> split(const AlignedText &typed, const Normalizer &normalizer) const;

    // Of all of a text, as it was typed.
    bool isTyped(std::string_view text) const;

private:
    void add(const AddedToken &token, std::string_view spelling, SpecialTokenFinder &finder);
    void divide(const AlignedText &text, const SpecialTokenFinder &finder, std::vector<TextStretch> &stretches) const;

    SpecialTokenFinder m_typed;
    SpecialTokenFinder m_normalized;
    std::unordered_map<int, AddedToken> m_tokens;  // by id
};

}  // namespace core
