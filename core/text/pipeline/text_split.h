#pragma once

#include "core/text/pipeline/aligned_text.h"
#include "core/text/pipeline/text_pattern.h"

#include <functional>
#include <span>
#include <vector>

namespace core {

// What becomes of the delimiters between the parts of a text, of "the-final--countdown" at "-":
enum class DelimiterBehavior {
    Removed,             // the final countdown
    Isolated,            // the - final - - countdown
    MergedWithPrevious,  // the- final- - countdown
    MergedWithNext,      // the -final - -countdown
    Contiguous           // the - final -- countdown
};

// A part of a text that a pattern matches, or that stands between two matches. Not empty.
struct DelimitedPart {
    std::size_t begin = 0;  // bytes [begin, end)
    std::size_t end = 0;
    bool isDelimiter = false;
};

std::vector<DelimitedPart> partsAround(std::span<const PatternMatch> matches, std::size_t textSize);

// Every character that `isDelimiter` says yes to is a delimiter by itself.
std::vector<DelimitedPart> partsAround(const std::string &text, const std::function<bool(char32_t)> &isDelimiter);

// Appends the parts to `divided`.
void divide(const AlignedText &text, const std::vector<DelimitedPart> &parts, DelimiterBehavior behavior,
            std::vector<AlignedText> &divided);

}  // namespace core
