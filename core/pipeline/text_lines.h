#pragma once

#include "core/base/error.h"
#include "core/base/text_file.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace core {

// What the readers of text files have in common: UTF-8, one text a line, LF or CRLF.

constexpr std::size_t largestTextFile = std::size_t{1} << 30;

// Cuts the first line off the text and gives it back without its LF.
std::string_view takeLine(std::string_view &text);

// Without blanks, tabs and carriage returns at its ends.
std::string_view trimmed(std::string_view text);

// Whether a "sentence<TAB>label" line is the header of its file: its last cell is "label" or "class".
bool isHeader(std::string_view line);

// What `parse` makes of a file's text. Its errors name the file.
template <typename Parse>
auto parsedFile(const std::filesystem::path &path, Parse parse) -> decltype(parse(std::string_view()))
{
    const Result<std::string> text = readTextFile(path, largestTextFile);
    if (!text)
        return text.error();
    auto parsed = parse(std::string_view(*text));
    if (!parsed)
        return inContext(path.string(), parsed.error());
    return parsed;
}

}  // namespace core
