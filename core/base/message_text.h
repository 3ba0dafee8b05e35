#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace core {

// A name out of a file, fit for a message: in double quotes, on one line, cut where it gets too long to read.
// Control characters become \xNN or \uNNNN, those that turn the direction of text too, and bytes that are not UTF-8 \xNN.
std::string quotedText(std::string_view text);

// Any text fit for one line of a terminal, escaped in the same way. Everything that goes to one passes through here or elided().
std::string onOneLine(std::string_view text);

// A name out of a file, fit for a table or a list: on one line, and cut in its middle where it gets too long to read.
std::string nameText(std::string_view name);

// A message fit for one line that is read at a glance: a long one keeps its beginning and its end.
std::string messageLine(std::string_view message);

// JSON in UTF-8 that may be shown in a terminal and reads as the same: control characters that JSON allows in its strings become \uNNNN.
std::string escapedJson(std::string_view json);

// Fit for one line as onOneLine() has it, and at most `longest` columns wide: "…" stands in the middle for what is too much. Letters take
// one column, escapes as many as they print. `longest` is at least 1.
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
