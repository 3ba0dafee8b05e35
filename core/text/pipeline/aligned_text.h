#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// Bytes [begin, end) of the typed text.
struct TypedRange {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    bool operator==(const TypedRange &) const = default;
};

// A text on its way from what was typed to what a model looks up: every byte knows which typed character it came from. Always UTF-8.
class AlignedText
{
public:
    AlignedText() = default;
    // Typed bytes that are not UTF-8 become U+FFFD.
    explicit AlignedText(std::string_view typed);

    const std::string &text() const { return m_text; }
    std::size_t size() const { return m_text.size(); }
    bool isEmpty() const { return m_text.empty(); }

    // What bytes [begin, end) of text() came from; of none, nothing at the place.
    TypedRange typedRange(std::size_t begin, std::size_t end) const;

    // Rules can make a text longer, and rules of rules without end: an Error where it got longer than any text that is meant.
    Result<void> checkLength() const;

    AlignedText slice(std::size_t begin, std::size_t end) const;

    void append(char32_t character, TypedRange range);
    void append(std::string_view text, TypedRange range);
    void append(const AlignedText &other, std::size_t begin, std::size_t end);

private:
    std::string m_text;
    std::vector<TypedRange> m_ranges;  // one a byte of m_text
};

}  // namespace core
