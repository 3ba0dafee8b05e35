#include "core/text/models/word_piece_model.h"

#include "core/base/message_text.h"
#include "core/base/utf8.h"
#include "core/text/models/piece_trie.h"

#include <fmt/core.h>

namespace core {

namespace {

Result<TokenId> unknownPieceOf(const Vocabulary &vocabulary, const std::string &piece)
{
    if (const auto id = vocabulary.find(piece))
        return *id;
    return badInput(fmt::format("the vocabulary has no piece {}, which the tokenizer needs", quotedText(piece)));
}

class WordPieceModel : public SubwordModel
{
public:
    WordPieceModel(WordPieceDefinition definition, TokenId unknown)
        : m_definition(std::move(definition)), m_trie(m_definition.vocabulary), m_unknown(unknown)
    {
    }

    std::string name() const override { return "WordPiece"; }
    const Vocabulary &vocabulary() const override { return m_definition.vocabulary; }
    std::optional<TokenId> unknown() const override { return m_unknown; }

    void divide(std::string_view word, std::vector<PieceSpan> &pieces) const override
    {
        const std::size_t before = pieces.size();
        if (characterCount(word) <= m_definition.longestWord && matchAll(word, pieces))
            return;
        pieces.resize(before);
        pieces.push_back({m_unknown, 0, word.size()});
    }

private:
    bool matchAll(std::string_view word, std::vector<PieceSpan> &pieces) const
    {
        for (std::size_t begin = 0; begin < word.size(); begin = pieces.back().end) {
            const std::string prefix = begin == 0 ? std::string() : m_definition.continuationPrefix;
            std::string rest = prefix;
            rest += word.substr(begin, vocabulary().longestPiece());
            std::optional<PieceSpan> longest;
            m_trie.forEachPrefix(rest, [&](TokenId id, std::size_t size) {
                if (size > prefix.size())
                    longest = PieceSpan{id, begin, begin + size - prefix.size()};
            });
            if (!longest)
                return false;
            pieces.push_back(*longest);
        }
        return true;
    }

    WordPieceDefinition m_definition;
    PieceTrie m_trie;
    TokenId m_unknown;
};

class WordLevelModel : public SubwordModel
{
public:
    WordLevelModel(Vocabulary vocabulary, TokenId unknown) : m_vocabulary(std::move(vocabulary)), m_unknown(unknown) {}

    std::string name() const override { return "WordLevel"; }
    const Vocabulary &vocabulary() const override { return m_vocabulary; }
    std::optional<TokenId> unknown() const override { return m_unknown; }

    void divide(std::string_view word, std::vector<PieceSpan> &pieces) const override
    {
        pieces.push_back({m_vocabulary.find(word).value_or(m_unknown), 0, word.size()});
    }

private:
    Vocabulary m_vocabulary;
    TokenId m_unknown;
};

}  // namespace

Result<std::shared_ptr<const SubwordModel>> makeWordPieceModel(WordPieceDefinition definition)
{
    const auto unknown = unknownPieceOf(definition.vocabulary, definition.unknownPiece);
    if (!unknown)
        return unknown.error();
    return std::shared_ptr<const SubwordModel>(std::make_shared<WordPieceModel>(std::move(definition), *unknown));
}

Result<std::shared_ptr<const SubwordModel>> makeWordLevelModel(WordLevelDefinition definition)
{
    const auto unknown = unknownPieceOf(definition.vocabulary, definition.unknownPiece);
    if (!unknown)
        return unknown.error();
    return std::shared_ptr<const SubwordModel>(std::make_shared<WordLevelModel>(std::move(definition.vocabulary), *unknown));
}

}  // namespace core
