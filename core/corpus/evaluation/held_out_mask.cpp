#include "core/corpus/evaluation/held_out_mask.h"

#include "core/base/counted.h"
#include "core/base/message_text.h"
#include "core/base/seeded_random.h"
#include "core/text/read_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string_view>

namespace core {
namespace {

constexpr std::array<std::string_view, 10> specialPieces{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]",
                                                         "<pad>", "<unk>", "<s>",   "</s>",  "<mask>"};

// How many tokens the tokenizer adds around a text.
std::size_t frameSize(const Tokenizer &tokenizer)
{
    return tokenizer.tokenize({}, std::numeric_limits<std::size_t>::max()).tokens.size();
}

// Cuts paragraphs into parts and counts their pieces across all of them. The limit is above what the tokenizer adds.
class PartCutter
{
public:
    // mask: none for a causal model, which hides nothing.
    PartCutter(const Tokenizer &tokenizer, std::size_t tokenLimit, std::optional<TokenId> mask)
        : m_tokenizer(tokenizer), m_tokenLimit(tokenLimit), m_mask(mask)
    {
    }

    // Fails where the tokenizer cannot read the paragraph to its end.
    Result<void> add(const std::string &paragraph)
    {
        const std::size_t number = m_paragraphs++;
        const Result<TokenizedText> read = readText(m_tokenizer, paragraph, std::numeric_limits<std::size_t>::max());
        if (!read)
            return inContext(quotedText(paragraph), read.error());
        const TokenizedText &text = *read;
        const auto isPiece = [](const Token &token) { return !token.isSpecial(); };
        const auto first = std::ranges::find_if(text.tokens, isPiece);
        const auto last = std::find_if(text.tokens.rbegin(), text.tokens.rend(), isPiece).base();
        if (first == text.tokens.end())
            return {};
        const Frame frame{{text.tokens.begin(), first}, {last, text.tokens.end()}};
        const std::size_t width = m_tokenLimit - frame.size();
        for (std::span<const Token> rest(first, last); !rest.empty(); rest = rest.subspan(std::min(width, rest.size()))) {
            const auto pieces = rest.first(std::min(width, rest.size()));
            addPart(frame, pieces, paragraph.substr(pieces.front().begin, pieces.back().end - pieces.front().begin));
            m_parts.back().paragraph = number;
        }
        return {};
    }

    std::vector<MaskedPart> take() { return std::move(m_parts); }
    // Of masked language models: those of which some are chosen to be guessed.
    std::uint64_t pieces() const { return m_piecesSoFar; }

private:
    // What the tokenizer adds around a text.
    struct Frame {
        std::span<const Token> before;
        std::span<const Token> behind;

        std::size_t size() const { return before.size() + behind.size(); }
    };

    void addPart(const Frame &frame, std::span<const Token> pieces, std::string text)
    {
        MaskedPart part;
        part.text = std::move(text);
        for (const Token &token : frame.before)
            part.ids.push_back(token.id);
        for (const Token &piece : pieces)
            addPiece(piece, part);
        for (const Token &token : frame.behind)
            part.ids.push_back(token.id);
        if (!m_mask)
            askForNext(part);
        m_parts.push_back(std::move(part));
    }

    // Every row but the last has a piece behind it.
    static void askForNext(MaskedPart &part)
    {
        for (std::size_t row = 0; row + 1 < part.ids.size(); ++row) {
            part.positions.push_back(static_cast<int>(row));
            part.answers.push_back(part.ids[row + 1]);
        }
    }

    void addPiece(const Token &piece, MaskedPart &part)
    {
        const bool isWord = std::ranges::find(specialPieces, piece.piece) == specialPieces.end();
        const bool isMasked = m_mask && isHeldOut(m_piecesSoFar++) && isWord;
        if (isMasked) {
            part.positions.push_back(static_cast<int>(part.ids.size()));
            part.answers.push_back(piece.id);
        }
        part.ids.push_back(isMasked ? *m_mask : piece.id);
    }

    const Tokenizer &m_tokenizer;
    std::size_t m_tokenLimit;
    std::optional<TokenId> m_mask;
    std::size_t m_paragraphs = 0;
    std::uint64_t m_piecesSoFar = 0;
    std::vector<MaskedPart> m_parts;
};

}  // namespace

bool isHeldOut(std::uint64_t index)
{
    constexpr std::uint64_t seed = 1;
    constexpr double share = 0.15;
    return static_cast<double>(splitMix64(seed, index) >> 11U) * 0x1p-53 < share;
}

Result<void> checkGuesses(const LoadedModel &model)
{
    const bool isCausal = model.config.task == ModelTask::CausalLanguageModel;
    if (!isCausal && !model.tokenizer->maskToken())
        return badInput(model.name + " has no mask token, so nothing can be masked; name one that its vocabulary has as "
                                     "\"mask_token\" in tokenizer_config.json");
    if (const std::size_t added = frameSize(*model.tokenizer); model.tokenLimit() <= added)
        return badInput(fmt::format("{} reads {}, expected more than the {} that its tokenizer adds to a text", model.name,
                                    counted(model.tokenLimit(), "token"), added));
    return {};
}

Result<std::vector<MaskedPart>> maskedParts(const LoadedModel &model, std::span<const std::string> paragraphs)
{
    return maskedParts(model, paragraphs, model.tokenLimit());
}

Result<std::vector<MaskedPart>> maskedParts(const LoadedModel &model, std::span<const std::string> paragraphs,
                                            std::size_t tokenLimit)
{
    if (const Result<void> checked = checkGuesses(model); !checked)
        return checked.error();
    const bool isCausal = model.config.task == ModelTask::CausalLanguageModel;
    PartCutter cutter(*model.tokenizer, tokenLimit, isCausal ? std::nullopt : model.tokenizer->maskToken());
    for (const std::string &paragraph : paragraphs) {
        if (const Result<void> added = cutter.add(paragraph); !added)
            return added.error();
    }
    std::vector<MaskedPart> parts = cutter.take();
    if (std::ranges::all_of(parts, &std::vector<int>::empty, &MaskedPart::positions)) {
        const std::uint64_t pieces = cutter.pieces();
        return badInput(pieces > 0 ? fmt::format("none of its {} was chosen to be guessed, as 15 % are; give more text",
                                                 counted(pieces, "piece"))
                                   : std::string("the text is too short: there is no piece to guess"));
    }
    return parts;
}

std::vector<std::vector<MaskedPart>> guessedParagraphs(std::span<const MaskedPart> parts)
{
    std::vector<std::vector<MaskedPart>> paragraphs;
    for (const MaskedPart &part : parts) {
        if (part.positions.empty())
            continue;
        if (paragraphs.empty() || paragraphs.back().front().paragraph != part.paragraph)
            paragraphs.emplace_back();
        paragraphs.back().push_back(part);
    }
    return paragraphs;
}

Result<void> checkParagraphs(std::span<const std::vector<MaskedPart>> paragraphs)
{
    if (paragraphs.size() < 2)
        return badInput(
            "all guessed pieces are of one paragraph, a line of the text; the interval of a difference needs two "
            "at least");
    return {};
}

}  // namespace core
