// Pre-tokenizers that write the blank before a word into it: ByteLevel's Ġ, Metaspace's ▁.
#include "core/base/utf8.h"
#include "core/text/character_class.h"
#include "core/text/pipeline/byte_alphabet.h"
#include "core/text/pipeline/pre_tokenizers.h"

#include <unicode/uchar.h>

#include <array>

namespace core {

namespace {

AlignedText withPrefix(const AlignedText &text, char32_t prefix)
{
    AlignedText result;
    result.append(prefix, text.typedRange(0, 1));
    result.append(text, 0, text.size());
    return result;
}

// Reads a text by GPT-2's expression, which a search by ICU would make several times slower:
// 's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
class Gpt2Words
{
public:
    explicit Gpt2Words(std::string_view text) : m_text(text) {}

    // The end of the word that begins at `begin`.
    std::size_t wordEnd(std::size_t begin) const
    {
        if (const std::size_t end = contractionEnd(begin); end > begin)
            return end;
        const std::size_t first = begin + (m_text[begin] == ' ' ? 1 : 0);
        if (first < m_text.size() && kindAt(first) != Kind::Blank)
            return runEnd(first, kindAt(first));
        return blankEnd(begin);
    }

private:
    enum class Kind { Letter, Number, Other, Blank };

    static Kind kindOf(char32_t character)
    {
        const auto category = U_GET_GC_MASK(static_cast<UChar32>(character));
        if ((category & U_GC_L_MASK) != 0)
            return Kind::Letter;
        if ((category & U_GC_N_MASK) != 0)
            return Kind::Number;
        return isWhiteSpace(character) ? Kind::Blank : Kind::Other;
    }

    Kind kindAt(std::size_t offset) const { return kindOf(readUtf8(m_text, offset)); }

    std::size_t runEnd(std::size_t offset, Kind kind) const
    {
        while (offset < m_text.size() && kindAt(offset) == kind)
            readUtf8(m_text, offset);
        return offset;
    }

    std::size_t contractionEnd(std::size_t begin) const
    {
        for (const std::string_view ending : {"'s", "'t", "'re", "'ve", "'m", "'ll", "'d"}) {
            if (m_text.substr(begin).starts_with(ending))
                return begin + ending.size();
        }
        return begin;
    }

    // All blanks but the last one, which belongs to the word behind it; the last one alone where it is the only one.
    std::size_t blankEnd(std::size_t begin) const
    {
        std::size_t last = begin;
        std::size_t offset = begin;
        while (offset < m_text.size() && kindAt(offset) == Kind::Blank) {
            last = offset;
            readUtf8(m_text, offset);
        }
        return offset == m_text.size() || last == begin ? offset : last;
    }

    std::string_view m_text;
};

}  // namespace

PreTokenizer byteLevelPreTokenizer(const ByteLevelOptions &options)
{
    return [options](AlignedText text, std::vector<AlignedText> &parts) -> Result<void> {
        if (text.isEmpty())
            return {};
        if (options.addsPrefixSpace && !text.text().starts_with(' '))
            text = withPrefix(text, U' ');
        const Gpt2Words words(text.text());
        for (std::size_t begin = 0; begin < text.size();) {
            const std::size_t end = options.usesExpression ? words.wordEnd(begin) : text.size();
            parts.push_back(inByteAlphabet(text.slice(begin, end)));
            begin = end;
        }
        return {};
    };
}

PreTokenizer metaspacePreTokenizer(const MetaspaceOptions &options)
{
    return [options](const AlignedText &text, std::vector<AlignedText> &parts) -> Result<void> {
        AlignedText marked;
        for (std::size_t offset = 0; offset < text.size();) {
            const std::size_t begin = offset;
            const char32_t character = readUtf8(text.text(), offset);
            marked.append(character == U' ' ? options.replacement : character, text.typedRange(begin, offset));
        }
        if (marked.isEmpty())
            return {};
        std::size_t firstEnd = 0;
        const bool beginsWithMark = readUtf8(marked.text(), firstEnd) == options.replacement;
        const bool takesPrefix = options.prefix == PrefixScheme::Always ||
                                 (options.prefix == PrefixScheme::First && marked.typedRange(0, 1).begin == 0);
        if (takesPrefix && !beginsWithMark)
            marked = withPrefix(marked, options.replacement);
        if (!options.splits) {
            parts.push_back(std::move(marked));
            return {};
        }
        const auto isMark = [&options](char32_t character) { return character == options.replacement; };
        divide(marked, partsAround(marked.text(), isMark), DelimiterBehavior::MergedWithNext, parts);
        return {};
    };
}

}  // namespace core
