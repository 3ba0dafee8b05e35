#include "core/text/pipeline/text_pattern.h"

#include "core/base/message_text.h"

#include <unicode/uregex.h>
#include <unicode/utext.h>

#include <fmt/core.h>

#include <cassert>
#include <chrono>

namespace core {

namespace {

constexpr std::size_t longestExpression = 20'000;
constexpr int32_t longestSearch = 500;            // of one match, in ICU's steps, each about a millisecond
constexpr std::chrono::seconds longestWhole(10);  // of all matches in one text
constexpr int32_t largestStack = 8 << 20;

struct RegexDeleter {
    void operator()(URegularExpression *regex) const { uregex_close(regex); }
};
using RegexPointer = std::unique_ptr<URegularExpression, RegexDeleter>;

struct TextDeleter {
    void operator()(UText *text) const { utext_close(text); }
};
using TextPointer = std::unique_ptr<UText, TextDeleter>;

TextPointer opened(std::string_view text)
{
    UErrorCode status = U_ZERO_ERROR;
    TextPointer result(utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status));
    assert(U_SUCCESS(status));
    return result;
}

// A word's characters, which in Oniguruma are others outside of brackets: there a few of Latin-1's numbers are among them.
constexpr const char *wordSet = "[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}]";
constexpr const char *otherSet = "[^\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}]";
constexpr const char *wordSetAlone = "[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}²³¹¼½¾]";
constexpr const char *otherSetAlone = "[^\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}²³¹¼½¾]";

std::string escapeOfIcu(std::string_view escape, bool isInBrackets)
{
    switch (escape[1]) {
    case 's': return "\\p{White_Space}";
    case 'S': return "\\P{White_Space}";
    case 'w': return isInBrackets ? wordSet : wordSetAlone;
    case 'W': return isInBrackets ? otherSet : otherSetAlone;
    case 'h': return "[0-9a-fA-F]";
    case 'H': return "[^0-9a-fA-F]";
    default: return std::string(escape);
    }
}

// ICU's \s has no vertical tab and no U+0085, its \w has joiners, its \h is blanks, and its (?m) is what Oniguruma always does.
Result<std::string> inSpellingOfIcu(std::string_view expression)
{
    std::string result;
    int brackets = 0;
    for (std::size_t place = 0; place < expression.size(); ++place) {
        const std::string_view rest = expression.substr(place);
        if (rest.starts_with("(?m"))
            return badInput(fmt::format("the expression {} uses (?m), which is not supported", quotedText(expression)));
        if (rest.front() == '\\' && rest.size() > 1) {
            result += escapeOfIcu(rest.substr(0, 2), brackets > 0);
            ++place;
            continue;
        }
        brackets += rest.front() == '[' ? 1 : rest.front() == ']' ? -1 : 0;
        result += rest.front();
    }
    return result;
}

}  // namespace

struct TextPattern::Expression {
    std::string spelling;  // as the file has it
    RegexPointer regex;
};

Result<TextPattern> TextPattern::ofExpression(std::string_view expression)
{
    if (expression.size() > longestExpression)
        return badInput(
            fmt::format("an expression has {} bytes, expected at most {}", expression.size(), longestExpression));
    const Result<std::string> spelling = inSpellingOfIcu(expression);
    if (!spelling)
        return spelling.error();
    const TextPointer pattern = opened(*spelling);
    UErrorCode status = U_ZERO_ERROR;
    UParseError place;
    // A line ends at \n alone, and ^ and $ stand at lines, as in Oniguruma.
    RegexPointer regex(uregex_openUText(pattern.get(), UREGEX_MULTILINE | UREGEX_UNIX_LINES, &place, &status));
    if (U_FAILURE(status)) {
        return badInput(
            fmt::format("the expression {} is not understood ({})", quotedText(expression), u_errorName(status)));
    }
    TextPattern result;
    result.m_expression = std::make_shared<const Expression>(Expression{std::string(expression), std::move(regex)});
    return result;
}

TextPattern TextPattern::ofText(std::string text)
{
    TextPattern result;
    result.m_text = std::move(text);
    return result;
}

Result<std::vector<PatternMatch>> TextPattern::matches(std::string_view text) const
{
    if (m_expression)
        return expressionMatches(text);
    std::vector<PatternMatch> found;
    if (m_text.empty())
        return found;
    for (std::size_t place = text.find(m_text); place != std::string_view::npos;
         place = text.find(m_text, place + m_text.size()))
        found.push_back({.begin = place, .end = place + m_text.size()});
    return found;
}

Result<std::vector<PatternMatch>> TextPattern::expressionMatches(std::string_view text) const
{
    UErrorCode status = U_ZERO_ERROR;
    const RegexPointer regex(uregex_clone(m_expression->regex.get(), &status));  // searching changes it
    const TextPointer searched = opened(text);
    uregex_setTimeLimit(regex.get(), longestSearch, &status);  // a clone does not inherit them
    uregex_setStackLimit(regex.get(), largestStack, &status);
    uregex_setUText(regex.get(), searched.get(), &status);
    std::vector<PatternMatch> found;
    const auto begin = std::chrono::steady_clock::now();
    while (uregex_findNext(regex.get(), &status)) {
        if (std::chrono::steady_clock::now() - begin > longestWhole)
            status = U_REGEX_TIME_OUT;
        found.push_back({.begin = static_cast<std::size_t>(uregex_start64(regex.get(), 0, &status)),
                         .end = static_cast<std::size_t>(uregex_end64(regex.get(), 0, &status))});
    }
    if (U_FAILURE(status)) {
        return badInput(fmt::format("the tokenizer's expression {} takes too long on this text ({})",
                                    quotedText(m_expression->spelling), u_errorName(status)));
    }
    return found;
}

}  // namespace core
