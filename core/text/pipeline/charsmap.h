#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// SentencePiece's precompiled rules of normalization: a double-array trie of texts, and what stands in their place. Every step is
// held to the file's own bounds, so no file leads outside of it.
class Charsmap
{
public:
    // The bytes as a .model has them: the trie's size, the trie, then texts that end in NUL each.
    static Result<Charsmap> parse(std::string_view bytes);
    // The same in base64, as a tokenizer.json has them.
    static Result<Charsmap> parseBase64(std::string_view base64);

    // What stands in the place of all of `text`; nothing where no rule is about a beginning of it. As in Hugging Face's reader, the
    // rule of the shortest such beginning decides.
    std::optional<std::string_view> replacement(std::string_view text) const;

private:
    std::vector<std::uint32_t> m_units;
    std::string m_replacements;
};

}  // namespace core
