#include "core/text/pipeline/added_tokens.h"

#include "core/base/utf8.h"
#include "core/text/character_class.h"
#include "core/text/pipeline/word_character.h"

#include <algorithm>

namespace core {

namespace {

char32_t lastCharacter(std::string_view text)
{
    std::size_t begin = text.size() - 1;
    while (begin > 0 && isContinuationByte(text[begin]))
        --begin;
    return readUtf8(text, begin);
}

char32_t firstCharacter(std::string_view text)
{
    std::size_t offset = 0;
    return readUtf8(text, offset);
}

bool isInsideWord(std::string_view text, const SpecialTokenMatch &match)
{
    const std::string_view before = text.substr(0, match.begin);
    const std::string_view behind = text.substr(match.end);
    return (!before.empty() && isWordCharacter(lastCharacter(before))) ||
           (!behind.empty() && isWordCharacter(firstCharacter(behind)));
}

// Where the blanks that end at `end` begin, not before `earliest`.
std::size_t blanksBegin(std::string_view text, std::size_t earliest, std::size_t end)
{
    std::size_t begin = earliest;
    for (std::size_t offset = earliest; offset < end;) {
        if (!isWhiteSpace(readUtf8(text, offset)))
            begin = offset;
    }
    return std::min(begin, end);
}

std::size_t blanksEnd(std::string_view text, std::size_t begin)
{
    for (std::size_t offset = begin; offset < text.size(); begin = offset) {
        if (!isWhiteSpace(readUtf8(text, offset)))
            break;
    }
    return begin;
}

}  // namespace

Result<AddedTokenSplitter> AddedTokenSplitter::make(const std::vector<AddedToken> &tokens, const Normalizer &normalizer)
{
    AddedTokenSplitter splitter;
    std::vector<AddedToken> ordered = tokens;
    // Of two that are spelled alike the special one is found.
    std::stable_partition(ordered.begin(), ordered.end(), [](const AddedToken &token) { return token.isSpecial; });
    for (const AddedToken &token : ordered) {
        if (!token.isNormalized) {
            splitter.add(token, token.content, splitter.m_typed);
            continue;
        }
        AlignedText spelling(token.content);
        if (const Result<void> done = normalizer(spelling); !done)
            return done.error();
        splitter.add(token, spelling.text(), splitter.m_normalized);
    }
    return splitter;
}

void AddedTokenSplitter::add(const AddedToken &token, std::string_view spelling, SpecialTokenFinder &finder)
{
    if (spelling.empty() || finder.contains(spelling))
        return;
    finder.add(spelling, token.id);
    m_tokens.emplace(token.id.value, token);
}

Result<std::vector<TextStretch>> AddedTokenSplitter::split(const AlignedText &typed, const Normalizer &normalizer) const
{
    std::vector<TextStretch> asTyped;
    divide(typed, m_typed, asTyped);
    std::vector<TextStretch> stretches;
    for (TextStretch &stretch : asTyped) {
        if (stretch.added) {
            stretches.push_back(std::move(stretch));
            continue;
        }
        if (const Result<void> done = normalizer(stretch.text); !done)
            return done.error();
        divide(stretch.text, m_normalized, stretches);
    }
    return stretches;
}

bool AddedTokenSplitter::isTyped(std::string_view text) const
{
    const auto match = m_typed.find(text, 0);
    return match && match->begin == 0 && match->end == text.size();
}

void AddedTokenSplitter::divide(const AlignedText &text, const SpecialTokenFinder &finder,
                                std::vector<TextStretch> &stretches) const
{
    std::size_t done = 0;
    std::size_t offset = 0;
    while (const auto match = finder.find(text.text(), offset)) {
        offset = match->end;
        const AddedToken &token = m_tokens.at(match->id.value);
        if (token.isSingleWord && isInsideWord(text.text(), *match))
            continue;
        // The blanks may belong to the token before, and the token before may have taken this one's beginning along.
        const std::size_t begin =
            token.stripsLeft ? blanksBegin(text.text(), std::min(done, match->begin), match->begin) : match->begin;
        const std::size_t end = token.stripsRight ? blanksEnd(text.text(), match->end) : match->end;
        if (done < begin)
            stretches.push_back({text.slice(done, begin)});
        stretches.push_back({text.slice(begin, end), match->id});
        done = end;
    }
    if (done < text.size())
        stretches.push_back({text.slice(done, text.size())});
}

}  // namespace core
