#include "core/text/pipeline/text_split.h"

#include "core/base/utf8.h"

namespace core {

namespace {

void appendPart(std::vector<DelimitedPart> &parts, std::size_t begin, std::size_t end, bool isDelimiter)
{
    if (begin < end)
        parts.push_back({begin, end, isDelimiter});
}

// Parts that go together become one.
std::vector<DelimitedPart> joined(const std::vector<DelimitedPart> &parts, DelimiterBehavior behavior)
{
    std::vector<DelimitedPart> result;
    bool previousWasDelimiter = false;
    for (const DelimitedPart &part : parts) {
        const bool joinsPrevious =
            !result.empty() &&
            ((behavior == DelimiterBehavior::MergedWithPrevious && part.isDelimiter && !previousWasDelimiter) ||
             (behavior == DelimiterBehavior::MergedWithNext && !part.isDelimiter && previousWasDelimiter) ||
             (behavior == DelimiterBehavior::Contiguous && part.isDelimiter == previousWasDelimiter));
        previousWasDelimiter = part.isDelimiter;
        if (joinsPrevious)
            result.back().end = part.end;
        else if (!part.isDelimiter || behavior != DelimiterBehavior::Removed)
            result.push_back(part);
    }
    return result;
}

}  // namespace

std::vector<DelimitedPart> partsAround(std::span<const PatternMatch> matches, std::size_t textSize)
{
    std::vector<DelimitedPart> parts;
    std::size_t end = 0;
    for (const PatternMatch &match : matches) {
        appendPart(parts, end, match.begin, false);
        appendPart(parts, match.begin, match.end, true);
        end = match.end;
    }
    appendPart(parts, end, textSize, false);
    return parts;
}

std::vector<DelimitedPart> partsAround(const std::string &text, const std::function<bool(char32_t)> &isDelimiter)
{
    std::vector<DelimitedPart> parts;
    std::size_t wordBegin = 0;
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t begin = offset;
        if (!isDelimiter(readUtf8(text, offset)))
            continue;
        appendPart(parts, wordBegin, begin, false);
        appendPart(parts, begin, offset, true);
        wordBegin = offset;
    }
    appendPart(parts, wordBegin, text.size(), false);
    return parts;
}

void divide(const AlignedText &text, const std::vector<DelimitedPart> &parts, DelimiterBehavior behavior,
            std::vector<AlignedText> &divided)
{
    for (const DelimitedPart &part : joined(parts, behavior))
        divided.push_back(text.slice(part.begin, part.end));
}

}  // namespace core
