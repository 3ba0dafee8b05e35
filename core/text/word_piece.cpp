#include "core/text/word_piece.h"

#include "core/base/counted.h"
#include "core/base/message_text.h"
#include "core/text/piece_matcher.h"
#include "core/text/special_token_finder.h"
#include "core/text/word_reader.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string_view>

namespace core {

namespace {

constexpr std::string_view classPiece = "[CLS]";
constexpr std::string_view separatorPiece = "[SEP]";
constexpr std::string_view maskPiece = "[MASK]";

struct AddedTokens {
    TokenId first;
    TokenId last;
};

// What every call of tokenize reads and none changes.
struct WordPieceContents {
    Vocabulary vocabulary;
    WordPieceOptions options;
    TokenId unknown;
    std::optional<AddedTokens> added;
    SpecialTokenFinder specialTokens;
};

// Takes the tokens of a text in order and keeps those that fit.
class TokenCollector
{
public:
    TokenCollector(const WordPieceContents &model, std::size_t tokenLimit) : m_model(model), m_room(tokenLimit)
    {
        if (!m_model.added)
            return;
        addOutsideText(m_model.added->first);
        m_keepsRoomForLast = m_room > 0;
        m_room -= m_keepsRoomForLast;
    }

    void add(TokenId id, int word, std::size_t begin, std::size_t end, bool continuesWord = false)
    {
        if (m_room == 0) {
            ++m_result.droppedTokens;
            return;
        }
        --m_room;
        const std::string &piece = m_model.vocabulary.piece(id);
        m_result.tokens.push_back({.piece = piece,
                                   .id = id,
                                   .word = word,
                                   .begin = begin,
                                   .end = end,
                                   .shown = continuesWord ? withoutPrefix(piece) : std::string()});
    }

    TokenizedText finish() &&
    {
        if (m_model.added) {
            m_room = m_keepsRoomForLast;
            addOutsideText(m_model.added->last);
        }
        return std::move(m_result);
    }

private:
    void addOutsideText(TokenId id) { add(id, Token::noWord, 0, 0); }
    std::string withoutPrefix(const std::string &piece) const
    {
        return piece.substr(m_model.options.continuationPrefix.size());
    }

    const WordPieceContents &m_model;
    std::size_t m_room;  // for how many more tokens of the text
    bool m_keepsRoomForLast = false;
    TokenizedText m_result;
};

// One call of tokenize.
class Tokenization
{
public:
    Tokenization(const WordPieceContents &model, std::string_view text, std::size_t tokenLimit)
        : m_model(model), m_text(text), m_collector(model, tokenLimit),
          m_matcher(model.vocabulary, model.options.continuationPrefix)
    {
    }

    TokenizedText run() &&
    {
        std::size_t offset = 0;
        while (const auto special = m_model.specialTokens.find(m_text, offset)) {
            addWords(offset, special->begin);
            m_collector.add(special->id, m_wordCount++, special->begin, special->end);
            offset = special->end;
        }
        addWords(offset, m_text.size());
        return std::move(m_collector).finish();
    }

private:
    void addWords(std::size_t begin, std::size_t end)
    {
        WordReader reader(TextNormalizer(m_text, begin, end, m_model.options.normalizer), m_model.options.longestWord);
        while (reader.read(m_word))
            addWord(m_wordCount++);
    }

    void addWord(int word)
    {
        const auto pieces = m_word.isTooLong ? std::span<const PieceMatch>() : m_matcher.match(m_word);
        if (pieces.empty())
            m_collector.add(m_model.unknown, word, m_word.begin, m_word.end);
        for (const PieceMatch &piece : pieces) {
            m_collector.add(piece.id, word, m_word.characters[piece.firstCharacter].begin,
                            m_word.characters[piece.endCharacter - 1].end, piece.firstCharacter > 0);
        }
    }

    const WordPieceContents &m_model;
    std::string_view m_text;
    TokenCollector m_collector;
    PieceMatcher m_matcher;
    NormalizedWord m_word;
    int m_wordCount = 0;
};

class WordPiece : public Tokenizer
{
public:
    explicit WordPiece(WordPieceContents model) : m_model(std::move(model)) {}

    std::string description() const override
    {
        return fmt::format("WordPiece of {}{}{}", counted(m_model.vocabulary.size(), "piece"),
                           m_model.options.normalizer.doLowerCase ? ", lower-cased" : ", cased",
                           m_model.added ? ", between [CLS] and [SEP]" : ", nothing added");
    }

    TokenizedText tokenize(std::string_view text, std::size_t tokenLimit) const override
    {
        return Tokenization(m_model, text, tokenLimit).run();
    }

    std::string piece(TokenId id) const override
    {
        const bool isKnown = id.value >= 0 && static_cast<std::size_t>(id.value) < m_model.vocabulary.size();
        return isKnown ? m_model.vocabulary.piece(id) : std::string();
    }

    std::string shownPiece(TokenId id) const override
    {
        const std::string spelling = piece(id);
        const std::string &prefix = m_model.options.continuationPrefix;
        return !prefix.empty() && spelling.size() > prefix.size() && spelling.starts_with(prefix)
                   ? "·" + spelling.substr(prefix.size())
                   : spelling;
    }

    std::optional<TokenId> find(std::string_view piece) const override { return m_model.vocabulary.find(piece); }
    std::string normalizedWord(std::string_view typed) const override
    {
        if (const auto special = m_model.specialTokens.find(typed, 0);
            special && special->end - special->begin == typed.size())
            return std::string(typed);
        WordReader reader(TextNormalizer(typed, m_model.options.normalizer), typed.size());
        NormalizedWord word;
        return reader.read(word) ? word.text : std::string();
    }

    std::optional<TokenId> maskToken() const override { return m_model.vocabulary.find(maskPiece); }
    std::optional<TokenId> unknownToken() const override { return m_model.unknown; }

private:
    WordPieceContents m_model;
};

Result<TokenId> requiredPiece(const Vocabulary &vocabulary, std::string_view piece)
{
    if (const auto id = vocabulary.find(piece))
        return *id;
    return badInput(fmt::format("the vocabulary has no piece {}, which the tokenizer needs", quotedText(piece)));
}

Result<std::optional<AddedTokens>> addedTokens(const Vocabulary &vocabulary, bool isWanted)
{
    if (!isWanted)
        return std::optional<AddedTokens>();
    const auto first = requiredPiece(vocabulary, classPiece);
    if (!first)
        return first.error();
    const auto last = requiredPiece(vocabulary, separatorPiece);
    if (!last)
        return last.error();
    return std::optional(AddedTokens{*first, *last});
}

SpecialTokenFinder specialTokenFinder(const Vocabulary &vocabulary, const std::vector<std::string> &keptWhole)
{
    SpecialTokenFinder finder;
    for (const std::string &spelling : keptWhole) {
        if (const auto id = vocabulary.find(spelling); id && !spelling.empty())
            finder.add(spelling, *id);
    }
    return finder;
}

}  // namespace

Result<std::shared_ptr<const Tokenizer>> makeWordPiece(Vocabulary vocabulary, WordPieceOptions options)
{
    const auto unknown = requiredPiece(vocabulary, options.unknownPiece);
    if (!unknown)
        return unknown.error();
    const auto added = addedTokens(vocabulary, options.addSpecialTokens);
    if (!added)
        return added.error();
    auto finder = specialTokenFinder(vocabulary, options.keptWhole);
    return std::shared_ptr<const Tokenizer>(std::make_shared<WordPiece>(
        WordPieceContents{std::move(vocabulary), std::move(options), *unknown, *added, std::move(finder)}));
}

}  // namespace core
