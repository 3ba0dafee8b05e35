#include "core/text/word_edits.h"

#include <algorithm>
#include <cassert>

namespace core {
namespace {

constexpr std::string_view negation = "not";

bool isSpaceAt(std::string_view text, std::size_t offset)
{
    return offset < text.size() && std::string_view(" \t\n\r\v\f").find(text[offset]) != std::string_view::npos;
}

std::string joined(std::string_view one, std::string_view other, std::string_view third = {})
{
    std::string text(one);
    text += other;
    text += third;
    return text;
}

// Set apart by one space from what it now stands between.
std::string withWordAt(std::string_view text, std::size_t offset, std::string_view word)
{
    const bool needsSpaceBefore = offset > 0 && !isSpaceAt(text, offset - 1);
    const bool needsSpaceBehind = offset < text.size() && !isSpaceAt(text, offset) && !needsSpaceBefore;
    return joined(text.substr(0, offset), joined(needsSpaceBefore ? " " : "", word, needsSpaceBehind ? " " : ""),
                  text.substr(offset));
}

bool isNegation(std::string_view word)
{
    return std::ranges::equal(word, negation, [](char one, char other) { return (one | 0x20) == other; });
}

}  // namespace

std::string withReplacedWord(std::string_view text, const TypedWord &word, std::string_view replacement)
{
    return joined(text.substr(0, word.begin), replacement, text.substr(word.end));
}

std::string withoutWord(std::string_view text, const TypedWord &word)
{
    std::size_t begin = word.begin;
    std::size_t end = word.end;
    while (begin > 0 && isSpaceAt(text, begin - 1))
        --begin;
    // At the beginning it is the space behind that goes.
    while (begin == 0 && isSpaceAt(text, end))
        ++end;
    return joined(text.substr(0, begin), text.substr(end));
}

std::string withMovedWord(std::string_view text, const std::vector<TypedWord> &words, std::size_t from, std::size_t to)
{
    assert(from < words.size() && to < words.size());
    if (from == to)
        return std::string(text);
    const std::string_view word = spelling(text, words[from]);
    const std::string rest = withoutWord(text, words[from]);
    // Where the word goes in, from the end of the text when it goes back and from the beginning when it goes forward, so that it does
    // not matter what was taken out on the other side.
    if (to < from)
        return withWordAt(rest, words[to].begin, word);
    const std::size_t behind = text.size() - words[to].end;
    return withWordAt(rest, rest.size() - behind, word);
}

NegatedText withToggledNegation(std::string_view text, const std::vector<TypedWord> &words, std::size_t word)
{
    assert(word < words.size());
    if (isNegation(spelling(text, words[word])))
        return {.text = withoutWord(text, words[word]), .isNegated = false, .word = word};
    if (word > 0 && isNegation(spelling(text, words[word - 1])))
        return {.text = withoutWord(text, words[word - 1]), .isNegated = false, .word = word - 1};
    // With the space that the word then has before it, where it had none too.
    const std::size_t begin = words[word].begin;
    const std::string_view space = begin > 0 && !isSpaceAt(text, begin - 1) ? " " : "";
    return {.text = joined(text.substr(0, begin), joined(space, negation, " "), text.substr(begin)),
            .isNegated = true,
            .word = word + 1};
}

}  // namespace core
