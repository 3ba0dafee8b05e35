#include "core/text/pipeline/aligned_text.h"

#include "core/base/utf8.h"

#include <fmt/core.h>

#include <algorithm>
#include <cassert>

namespace core {

AlignedText::AlignedText(std::string_view typed)
{
    m_text.reserve(typed.size());
    m_ranges.reserve(typed.size());
    for (std::size_t offset = 0; offset < typed.size();) {
        const auto begin = static_cast<std::uint32_t>(offset);
        const char32_t character = readUtf8(typed, offset);
        append(character, {begin, static_cast<std::uint32_t>(offset)});
    }
}

TypedRange AlignedText::typedRange(std::size_t begin, std::size_t end) const
{
    assert(begin <= end && end <= m_ranges.size());
    if (m_ranges.empty())
        return {};
    if (begin == end) {
        const std::uint32_t place = begin < m_ranges.size() ? m_ranges[begin].begin : m_ranges.back().end;
        return {place, place};
    }
    TypedRange range = m_ranges[begin];
    for (std::size_t byte = begin; byte < end; ++byte) {  // normalizing may have reordered marks
        range.begin = std::min(range.begin, m_ranges[byte].begin);
        range.end = std::max(range.end, m_ranges[byte].end);
    }
    return range;
}

Result<void> AlignedText::checkLength() const
{
    constexpr std::size_t longest = std::size_t(16) << 20;
    if (m_text.size() <= longest)
        return {};
    return badInput(fmt::format("the tokenizer's rules make the text longer than {} bytes", longest));
}

AlignedText AlignedText::slice(std::size_t begin, std::size_t end) const
{
    AlignedText part;
    part.append(*this, begin, end);
    return part;
}

void AlignedText::append(char32_t character, TypedRange range)
{
    appendUtf8(m_text, character);
    m_ranges.resize(m_text.size(), range);
}

void AlignedText::append(std::string_view text, TypedRange range)
{
    m_text += text;
    m_ranges.resize(m_text.size(), range);
}

void AlignedText::append(const AlignedText &other, std::size_t begin, std::size_t end)
{
    assert(begin <= end && end <= other.size());
    m_text.append(other.m_text, begin, end - begin);
    m_ranges.insert(m_ranges.end(), other.m_ranges.begin() + static_cast<std::ptrdiff_t>(begin),
                    other.m_ranges.begin() + static_cast<std::ptrdiff_t>(end));
}

}  // namespace core
