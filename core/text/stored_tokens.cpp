#include "core/text/stored_tokens.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace core {
namespace {

// How tokenizers write that a piece begins a word, as a blank stands before it ...
constexpr std::array<std::string_view, 2> wordBeginnings{"Ġ", "▁"};
// ... or that it goes on with one.
constexpr std::string_view continuation = "##";

bool isSpecialName(std::string_view piece)
{
    return piece.size() > 2 &&
           ((piece.front() == '[' && piece.back() == ']') || (piece.front() == '<' && piece.back() == '>'));
}

bool marksBeginnings(const std::vector<std::string> &pieces)
{
    return std::ranges::any_of(pieces, [](const std::string &piece) {
        return std::ranges::any_of(wordBeginnings, [&piece](std::string_view mark) { return piece.starts_with(mark); });
    });
}

struct ReadPiece {
    std::string_view letters;
    bool beginsWord = true;
    bool hasBlankBefore = true;
};

ReadPiece readPiece(std::string_view piece, bool marksItsBeginnings)
{
    for (const std::string_view mark : wordBeginnings) {
        if (marksItsBeginnings && piece.starts_with(mark))
            return {piece.substr(mark.size()), true, true};
    }
    if (marksItsBeginnings)
        return {piece, false, false};
    if (piece.starts_with(continuation) && piece.size() > continuation.size())
        return {piece.substr(continuation.size()), false, false};
    return {piece, true, true};
}

class StoredTokens final : public Tokenizer
{
public:
    explicit StoredTokens(StoredText text) : m_text(std::move(text)) {}

    std::string description() const override { return fmt::format("the {} tokens of the file", m_text.tokens.size()); }

    TokenizedText tokenize(std::string_view, std::size_t tokenLimit) const override
    {
        TokenizedText text{.tokens = m_text.tokens};
        if (text.tokens.size() > tokenLimit) {
            text.droppedTokens = text.tokens.size() - tokenLimit;
            text.tokens.resize(tokenLimit);
        }
        return text;
    }

    std::string piece(TokenId id) const override
    {
        const auto place = static_cast<std::size_t>(id.value);
        return place < m_text.tokens.size() ? m_text.tokens[place].piece : std::string();
    }

    std::string shownPiece(TokenId id) const override
    {
        const auto place = static_cast<std::size_t>(id.value);
        return place < m_text.tokens.size() ? m_text.tokens[place].shownPiece() : std::string();
    }

    std::optional<TokenId> find(std::string_view piece) const override
    {
        const auto found = std::ranges::find(m_text.tokens, piece, &Token::piece);
        return found == m_text.tokens.end() ? std::nullopt : std::optional(found->id);
    }

    std::string normalizedWord(std::string_view typed) const override { return std::string(typed); }
    std::optional<TokenId> maskToken() const override { return std::nullopt; }
    std::optional<TokenId> unknownToken() const override { return std::nullopt; }

private:
    StoredText m_text;
};

}  // namespace

StoredText storedText(const std::vector<std::string> &pieces)
{
    const bool marksItsBeginnings = marksBeginnings(pieces);
    StoredText stored;
    int word = -1;
    for (std::size_t place = 0; place < pieces.size(); ++place) {
        Token token{.piece = pieces[place], .id = {static_cast<int>(place)}};
        token.begin = token.end = stored.text.size();
        if (!isSpecialName(pieces[place])) {
            const ReadPiece read = readPiece(pieces[place], marksItsBeginnings);
            word += read.beginsWord || word < 0 ? 1 : 0;
            if (read.hasBlankBefore && !stored.text.empty())
                stored.text += ' ';
            token.word = word;
            token.begin = stored.text.size();
            stored.text += read.letters;
            token.end = stored.text.size();
            token.isBlank = read.letters.empty();
            if (read.letters != token.piece && !token.isBlank)
                token.shown = std::string(read.letters);
        }
        stored.tokens.push_back(std::move(token));
    }
    return stored;
}

std::shared_ptr<const Tokenizer> makeStoredTokens(StoredText text)
{
    return std::make_shared<const StoredTokens>(std::move(text));
}

}  // namespace core
