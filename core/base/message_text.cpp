#include "core/base/message_text.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace core {

namespace {

constexpr std::size_t longestQuote = 80;  // columns

// Of a sequence that is UTF-8, or of a byte that is not.
char32_t codePointOf(std::string_view sequence)
{
    std::size_t offset = 0;
    return sequence.size() == 1 ? static_cast<unsigned char>(sequence.front()) : readUtf8(sequence, offset);
}

// What moves the cursor, changes colors or turns the direction of a terminal's text: C0, DEL, C1, line and paragraph separators,
// bidirectional marks, embeddings, overrides and isolates.
bool isControl(char32_t codePoint)
{
    return codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0) || (codePoint >= 0x2028 && codePoint <= 0x202e) ||
           (codePoint >= 0x2066 && codePoint <= 0x2069) || codePoint == 0x061c || codePoint == 0x200e || codePoint == 0x200f;
}

std::string hexadecimal(char32_t value, int digits)
{
    constexpr std::string_view symbols = "0123456789abcdef";
    std::string text;
    for (int digit = digits - 1; digit >= 0; --digit)
        text += symbols[(value >> (4 * digit)) & 0xfU];
    return text;
}

// A byte as \xNN, a code point of several bytes as \uNNNN.
std::string escaped(std::string_view sequence)
{
    if (sequence.size() == 1)
        return "\\x" + hexadecimal(static_cast<unsigned char>(sequence.front()), 2);
    return "\\u" + hexadecimal(codePointOf(sequence), 4);
}

// Takes the character at the front of `text`, or the byte where there is none.
std::string_view takeSequence(std::string_view &text)
{
    const std::string_view sequence = text.substr(0, std::max<std::size_t>(utf8Length(text), 1));
    text.remove_prefix(sequence.size());
    return sequence;
}

bool isShownAsItIs(std::string_view sequence)
{
    return utf8Length(sequence) == sequence.size() && !isControl(codePointOf(sequence));
}

// Takes the character at the front of `text`, escaped where it has to be.
std::string nextCharacter(std::string_view &text)
{
    const std::string_view sequence = takeSequence(text);
    return isShownAsItIs(sequence) ? std::string(sequence) : escaped(sequence);
}

// How many columns of a terminal the character takes as nextCharacter() has it: an escape one for each of its letters.
std::size_t columnsOf(const std::string &character)
{
    return character.starts_with('\\') ? character.size() : 1;
}

// How many of the characters fit into so many columns.
std::ptrdiff_t countWithin(const std::vector<std::string> &characters, std::size_t columns)
{
    std::size_t taken = 0;
    const auto end = std::ranges::find_if(characters, [&](const std::string &character) {
        taken += columnsOf(character);
        return taken > columns;
    });
    return end - characters.begin();
}

}  // namespace

std::string quotedText(std::string_view text)
{
    std::string result = "\"";
    for (std::size_t columns = 1; !text.empty() && columns < longestQuote;) {
        const std::string character = nextCharacter(text);
        columns += columnsOf(character);
        result += character;
    }
    return result + (text.empty() ? "\"" : "…\"");
}

std::string onOneLine(std::string_view text)
{
    std::string result;
    while (!text.empty())
        result += nextCharacter(text);
    return result;
}

std::string nameText(std::string_view name)
{
    return elided(name, longestQuote);
}

std::string messageLine(std::string_view message)
{
    constexpr std::size_t longestMessage = 400;
    return elided(message, longestMessage);
}

std::string escapedJson(std::string_view json)
{
    std::string result;
    while (!json.empty()) {
        const std::string_view sequence = takeSequence(json);
        const bool isPlain = sequence == "\n" || isShownAsItIs(sequence);
        result += isPlain ? std::string(sequence) : "\\u" + hexadecimal(codePointOf(sequence), 4);
    }
    return result;
}

std::string elided(std::string_view text, std::size_t longest)
{
    const std::size_t bytes = 4 * longest;  // bytes that take as many columns, or more
    const std::string both = text.size() > 2 * bytes
                                 ? std::string(text.substr(0, bytes)).append(text.substr(text.size() - bytes))
                                 : std::string(text);
    std::vector<std::string> characters;
    for (std::string_view rest = both; !rest.empty();)
        characters.push_back(nextCharacter(rest));
    if (countWithin(characters, longest) < std::ssize(characters)) {
        const auto cut = characters.begin() + countWithin(characters, longest / 2);
        const std::vector<std::string> reversed(characters.rbegin(), characters.rend());
        const auto end = characters.end() - countWithin(reversed, (longest - 1) / 2);
        *cut = "…";
        characters.erase(cut + 1, end);
    }
    return std::accumulate(characters.begin(), characters.end(), std::string());
}

}  // namespace core
