#include "core/text/pipeline/pre_tokenizers.h"

#include "core/base/utf8.h"
#include "core/text/character_class.h"
#include "core/text/pipeline/word_character.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace core {

namespace {

enum class SplitClass { Blank, Word, Other };

SplitClass splitClassOf(char32_t character)
{
    return isWordCharacter(character) ? SplitClass::Word : isWhiteSpace(character) ? SplitClass::Blank : SplitClass::Other;
}

bool isNumeric(char32_t character)
{
    return (U_GET_GC_MASK(static_cast<UChar32>(character)) & U_GC_N_MASK) != 0;
}

PreTokenizer characterPreTokenizer(std::function<bool(char32_t)> isDelimiter, DelimiterBehavior behavior)
{
    return [isDelimiter = std::move(isDelimiter), behavior](const AlignedText &text,
                                                            std::vector<AlignedText> &parts) -> Result<void> {
        divide(text, partsAround(text.text(), isDelimiter), behavior, parts);
        return {};
    };
}

// Kana and ideographs are one script here, as in SentencePiece. A space is of any script: no value.
std::optional<UScriptCode> scriptOf(char32_t character)
{
    constexpr char32_t prolongedSound = 0x30fc;
    if (character == U' ')
        return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(static_cast<UChar32>(character), &status);
    const bool isKana = script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA || character == prolongedSound;
    return isKana ? USCRIPT_HAN : script;
}

}  // namespace

PreTokenizer bertPreTokenizer()
{
    return preTokenizerSequence({characterPreTokenizer(isWhiteSpace, DelimiterBehavior::Removed),
                                 characterPreTokenizer(isPunctuation, DelimiterBehavior::Isolated)});
}

PreTokenizer wordPreTokenizer()
{
    return [](const AlignedText &text, std::vector<AlignedText> &parts) -> Result<void> {
        std::size_t begin = 0;
        SplitClass current = SplitClass::Blank;
        for (std::size_t offset = 0; offset < text.size();) {
            const std::size_t place = offset;
            const SplitClass next = splitClassOf(readUtf8(text.text(), offset));
            if (next == current)
                continue;
            if (current != SplitClass::Blank)
                parts.push_back(text.slice(begin, place));
            begin = place;
            current = next;
        }
        if (current != SplitClass::Blank)
            parts.push_back(text.slice(begin, text.size()));
        return {};
    };
}

PreTokenizer blankPreTokenizer()
{
    return characterPreTokenizer(isWhiteSpace, DelimiterBehavior::Removed);
}

PreTokenizer punctuationPreTokenizer(DelimiterBehavior behavior)
{
    return characterPreTokenizer(isPunctuation, behavior);
}

PreTokenizer digitPreTokenizer(bool isEachAlone)
{
    return characterPreTokenizer(isNumeric, isEachAlone ? DelimiterBehavior::Isolated : DelimiterBehavior::Contiguous);
}

PreTokenizer delimiterPreTokenizer(char32_t delimiter)
{
    return characterPreTokenizer([delimiter](char32_t character) { return character == delimiter; },
                                 DelimiterBehavior::Removed);
}

PreTokenizer scriptPreTokenizer()
{
    return [](const AlignedText &text, std::vector<AlignedText> &parts) -> Result<void> {
        std::optional<UScriptCode> current;
        std::size_t begin = 0;
        for (std::size_t offset = 0; offset < text.size();) {
            const std::size_t place = offset;
            const std::optional<UScriptCode> script = scriptOf(readUtf8(text.text(), offset));
            if (!script || script == current)
                continue;
            if (current)  // spaces in front of the first script are lost, as in Hugging Face's
                parts.push_back(text.slice(begin, place));
            begin = place;
            current = script;
        }
        if (current)
            parts.push_back(text.slice(begin, text.size()));
        return {};
    };
}

PreTokenizer fixedLengthPreTokenizer(std::size_t characters)
{
    return [characters](const AlignedText &text, std::vector<AlignedText> &parts) -> Result<void> {
        for (std::size_t offset = 0; offset < text.size();) {
            const std::size_t begin = offset;
            for (std::size_t count = 0; count < characters && offset < text.size(); ++count)
                readUtf8(text.text(), offset);
            parts.push_back(text.slice(begin, offset));
        }
        return {};
    };
}

PreTokenizer patternPreTokenizer(TextPattern pattern, DelimiterBehavior behavior, bool isInverted)
{
    return [pattern = std::move(pattern), behavior, isInverted](const AlignedText &text,
                                                                std::vector<AlignedText> &parts) -> Result<void> {
        const auto matches = pattern.matches(text.text());
        if (!matches)
            return matches.error();
        std::vector<DelimitedPart> divided = partsAround(*matches, text.size());
        for (DelimitedPart &part : divided)
            part.isDelimiter = part.isDelimiter != isInverted;
        divide(text, divided, behavior, parts);
        return {};
    };
}

PreTokenizer preTokenizerSequence(std::vector<PreTokenizer> preTokenizers)
{
    return [preTokenizers = std::move(preTokenizers)](AlignedText text, std::vector<AlignedText> &parts) -> Result<void> {
        std::vector<AlignedText> current{std::move(text)};
        for (const PreTokenizer &preTokenizer : preTokenizers) {
            std::vector<AlignedText> next;
            for (AlignedText &part : current) {
                if (Result<void> done = preTokenizer(std::move(part), next); !done)
                    return done;
                if (next.empty())
                    continue;
                if (Result<void> checked = next.back().checkLength(); !checked)
                    return checked;
            }
            current = std::move(next);
        }
        for (AlignedText &part : current)
            parts.push_back(std::move(part));
        return {};
    };
}

}  // namespace core
