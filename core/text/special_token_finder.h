#pragma once

#include "core/base/indices.h"
#include "core/text/text_hash.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core {

struct SpecialTokenMatch {
    std::size_t begin;  // bytes [begin, end) of the text
    std::size_t end;
    TokenId id;
};

// Finds tokens such as "[MASK]" that were typed as they are spelled, in the middle of a word too.
class SpecialTokenFinder
{
public:
    void add(std::string_view spelling, TokenId id);
    bool contains(std::string_view spelling) const { return m_ids.contains(spelling); }

    // The leftmost match from `offset` on; the longest one of those that start there.
    std::optional<SpecialTokenMatch> find(std::string_view text, std::size_t offset) const;

private:
    std::optional<SpecialTokenMatch> longestAt(std::string_view text, std::size_t offset) const;

    TextMap<TokenId> m_ids;
    std::vector<std::size_t> m_lengths;  // of the spellings, without repetition, longest first
    std::string m_firstBytes;            // of the spellings, without repetition
};

}  // namespace core
