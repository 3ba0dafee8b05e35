#include "core/text/special_token_finder.h"

#include <algorithm>
#include <cassert>

namespace core {

void SpecialTokenFinder::add(std::string_view spelling, TokenId id)
{
    assert(!spelling.empty());
    m_ids.insert_or_assign(std::string(spelling), id);
    if (m_firstBytes.find(spelling.front()) == std::string::npos)
        m_firstBytes += spelling.front();
    const auto place = std::lower_bound(m_lengths.begin(), m_lengths.end(), spelling.size(), std::greater{});
    if (place == m_lengths.end() || *place != spelling.size())
        m_lengths.insert(place, spelling.size());
}

std::optional<SpecialTokenMatch> SpecialTokenFinder::find(std::string_view text, std::size_t offset) const
{
    for (; (offset = text.find_first_of(m_firstBytes, offset)) != std::string_view::npos; ++offset) {
        if (auto match = longestAt(text, offset))
            return match;
    }
    return std::nullopt;
}

std::optional<SpecialTokenMatch> SpecialTokenFinder::longestAt(std::string_view text, std::size_t offset) const
{
    for (const std::size_t length : m_lengths) {
        if (const auto found = m_ids.find(text.substr(offset, length)); found != m_ids.end()) {
            return SpecialTokenMatch{.begin = offset, .end = offset + found->first.size(), .id = found->second};
        }
    }
    return std::nullopt;
}

}  // namespace core
