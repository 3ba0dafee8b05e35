#include "core/text/pipeline/pipeline_tokenizer.h"

#include "core/base/counted.h"
#include "core/base/utf8.h"
#include "core/text/character_class.h"
#include "core/text/pipeline/token_sequence.h"

#include <fmt/core.h>

namespace core {

namespace {

// Without the blanks at both ends, unless it is blanks alone.
TypedRange withoutBlanks(std::string_view typed, TypedRange range)
{
    std::optional<std::size_t> begin;
    std::size_t end = 0;
    for (std::size_t offset = range.begin; offset < range.end;) {
        const std::size_t place = offset;
        if (isWhiteSpace(readUtf8(typed, offset)))
            continue;
        begin = begin.value_or(place);
        end = offset;
    }
    if (!begin)
        return range;
    return {static_cast<std::uint32_t>(*begin), static_cast<std::uint32_t>(end)};
}

class PipelineTokenizer : public Tokenizer
{
public:
    PipelineTokenizer(PipelineParts parts, AddedTokenSplitter splitter)
        : m_parts(std::move(parts)), m_splitter(std::move(splitter))
    {
    }

    std::string description() const override
    {
        return fmt::format("{}{} of {}{}, {}", m_parts.display.isByteLevel ? "byte-level " : "", m_parts.model->name(),
                           counted(m_parts.pieces.size(), "piece"), m_parts.caseNote, frameText());
    }

    TokenizedText tokenize(std::string_view text, std::size_t tokenLimit) const override
    {
        TokenSequence sequence(tokenLimit, m_parts.frame.before, m_parts.frame.behind);
        const AlignedText typed(text);
        Result<void> done = addText(typed, text, sequence);
        return std::move(sequence).finish(m_parts.pieces, done ? std::string() : done.error().message);
    }

    std::string piece(TokenId id) const override
    {
        const bool isKnown = id.value >= 0 && static_cast<std::size_t>(id.value) < m_parts.pieces.size();
        return isKnown ? m_parts.pieces.piece(id) : std::string();
    }

    std::string shownPiece(TokenId id) const override
    {
        const std::string spelling = piece(id);
        return (m_parts.display.continuesWord(spelling) ? "·" : "") + m_parts.display.shown(spelling);
    }

    std::optional<TokenId> find(std::string_view piece) const override { return m_parts.pieces.find(piece); }

    std::string normalizedWord(std::string_view typed) const override
    {
        if (m_splitter.isTyped(typed))
            return std::string(typed);
        AlignedText text(typed);
        if (!m_parts.normalizer(text))
            return std::string(typed);
        return m_parts.display.shownWord(text.text());
    }

    std::optional<TokenId> maskToken() const override { return m_parts.mask; }
    std::optional<TokenId> unknownToken() const override { return m_parts.unknown; }

private:
    std::string frameText() const
    {
        const auto spelled = [this](const std::vector<TokenId> &ids) {
            std::string text;
            for (const TokenId id : ids)
                text += (text.empty() ? "" : " ") + piece(id);
            return text;
        };
        const TextFrame &frame = m_parts.frame;
        if (frame.isEmpty())
            return "nothing added";
        if (frame.behind.empty())
            return "behind " + spelled(frame.before);
        if (frame.before.empty())
            return "before " + spelled(frame.behind);
        return fmt::format("between {} and {}", spelled(frame.before), spelled(frame.behind));
    }

    Result<void> addText(const AlignedText &aligned, std::string_view typed, TokenSequence &sequence) const
    {
        const auto stretches = m_splitter.split(aligned, m_parts.normalizer);
        if (!stretches)
            return stretches.error();
        for (const TextStretch &stretch : *stretches) {
            if (stretch.added) {
                const TypedRange range = withoutBlanks(typed, stretch.text.typedRange(0, stretch.text.size()));
                sequence.addWhole(*stretch.added, range.begin, range.end);
                continue;
            }
            std::vector<AlignedText> words;
            if (Result<void> done = m_parts.preTokenizer(stretch.text, words); !done)
                return done;
            for (const AlignedText &word : words)
                addWord(word, typed, sequence);
        }
        return {};
    }

    void addWord(const AlignedText &word, std::string_view typed, TokenSequence &sequence) const
    {
        if (word.isEmpty())
            return;
        std::vector<PieceSpan> pieces;
        m_parts.model->divide(word.text(), pieces);
        sequence.endWord();
        for (const PieceSpan &span : pieces) {
            const std::string_view spelling = std::string_view(word.text()).substr(span.begin, span.end - span.begin);
            const TypedRange range = withoutBlanks(typed, word.typedRange(span.begin, span.end));
            const std::string &piece = m_parts.pieces.piece(span.id);
            std::string shown = m_parts.display.shown(piece);
            sequence.add({.piece = piece,
                          .id = span.id,
                          .begin = range.begin,
                          .end = range.end,
                          .shown = shown == piece ? std::string() : std::move(shown),
                          .isBlank = m_parts.display.isBlank(spelling)},
                         m_parts.display.beginsWithBlank(spelling));
        }
    }

    PipelineParts m_parts;
    AddedTokenSplitter m_splitter;
};

}  // namespace

Result<std::shared_ptr<const Tokenizer>> makePipelineTokenizer(PipelineParts parts)
{
    auto splitter = AddedTokenSplitter::make(parts.addedTokens, parts.normalizer);
    if (!splitter)
        return splitter.error();
    return std::shared_ptr<const Tokenizer>(std::make_shared<PipelineTokenizer>(std::move(parts), *std::move(splitter)));
}

}  // namespace core
