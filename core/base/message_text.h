#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace core {

// A name out of a file, fit for a message: in double quotes, on one line, cut where it gets too long to read.
// Control characters and bytes that are not UTF-8 become \xNN.
std::string quotedText(std::string_view text);

// Any text fit for one line of a terminal: control characters and bytes that are not UTF-8 become \xNN.
std::string onOneLine(std::string_view text);

// The same, but where it has more than `longest` characters, "…" stands in the middle for those that are too many. `longest` is at least 1.
std::string elided(std::string_view text, std::size_t longest);

// "4 x 128"; "a single number" for no dimensions at all.
template <typename Dimensions>
std::string dimensionsText(const Dimensions &dimensions)
{
    std::string text;
    for (const auto dimension : dimensions)
        text += (text.empty() ? "" : " x ") + std::to_string(dimension);
    return text.empty() ? "a single number" : text;
}

}  // namespace core
