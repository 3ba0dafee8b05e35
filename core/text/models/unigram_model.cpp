#include "core/text/models/unigram_model.h"

#include "core/base/utf8.h"
#include "core/text/models/byte_fallback.h"
#include "core/text/models/piece_trie.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace core {

namespace {

constexpr double unknownPenalty = 10;

class UnigramModel : public SubwordModel
{
public:
    explicit UnigramModel(UnigramDefinition definition)
        : m_definition(std::move(definition)), m_trie(m_definition.vocabulary),
          m_unknownScore(*std::ranges::min_element(m_definition.scores) - unknownPenalty)
    {
    }

    std::string name() const override { return "Unigram"; }
    const Vocabulary &vocabulary() const override { return m_definition.vocabulary; }
    std::optional<TokenId> unknown() const override { return m_definition.unknown; }

    void divide(std::string_view word, std::vector<PieceSpan> &pieces) const override
    {
        const std::vector<PathEnd> ends = bestPaths(word);
        std::vector<PieceSpan> best;  // the last one first
        for (std::size_t end = word.size(); end > 0; end = ends[end].begin) {
            const bool isUnknown = ends[end].id == unknown();
            if (isUnknown && !best.empty() && best.back().id == *unknown())
                best.back().begin = ends[end].begin;
            else
                best.push_back({ends[end].id, ends[end].begin, end});
        }
        for (auto piece = best.rbegin(); piece != best.rend(); ++piece)
            append(word, *piece, pieces);
    }

private:
    // The best way to a place: the piece that ends there, and where it begins.
    struct PathEnd {
        TokenId id = {};
        double score = 0;
        std::size_t begin = 0;
        bool isReached = false;
    };

    std::vector<PathEnd> bestPaths(std::string_view word) const
    {
        std::vector<PathEnd> ends(word.size() + 1);
        for (std::size_t begin = 0; begin < word.size();) {
            std::size_t next = begin;
            readUtf8(word, next);
            bool hasOneCharacter = false;
            const double soFar = ends[begin].score;
            const auto offer = [&](TokenId id, std::size_t end, double score) {
                if (!ends[end].isReached || soFar + score > ends[end].score)
                    ends[end] = {id, soFar + score, begin, true};
            };
            m_trie.forEachPrefix(word.substr(begin), [&](TokenId id, std::size_t size) {
                offer(id, begin + size, m_definition.scores[static_cast<std::size_t>(id.value)]);
                hasOneCharacter = hasOneCharacter || begin + size == next;
            });
            if (!hasOneCharacter)
                offer(*unknown(), next, m_unknownScore);
            begin = next;
        }
        return ends;
    }

    // Neighbors that are unknown may together be spelled like a piece.
    void append(std::string_view word, const PieceSpan &piece, std::vector<PieceSpan> &pieces) const
    {
        const std::string_view spelling = word.substr(piece.begin, piece.end - piece.begin);
        const auto known = piece.id == *unknown() ? vocabulary().find(spelling) : piece.id;
        const auto bytes = !known && m_definition.fallsBackToBytes ? bytePieces(vocabulary(), spelling)
                                                                   : std::optional<std::vector<TokenId>>();
        if (!bytes) {
            pieces.push_back({known.value_or(*unknown()), piece.begin, piece.end});
            return;
        }
        for (const TokenId byte : *bytes)
            pieces.push_back({byte, piece.begin, piece.end});
    }

    UnigramDefinition m_definition;
    PieceTrie m_trie;
    double m_unknownScore;
};

}  // namespace

Result<std::shared_ptr<const SubwordModel>> makeUnigramModel(UnigramDefinition definition)
{
    if (!definition.unknown)
        return badInput("the Unigram model names no unknown piece, which any text may need");
    constexpr std::size_t longestPiece = 8192;  // reading a text takes time in proportion to it
    if (definition.vocabulary.longestPiece() > longestPiece) {
        return badInput(
            fmt::format("a piece has {} bytes, expected at most {}", definition.vocabulary.longestPiece(), longestPiece));
    }
    const auto size = static_cast<long long>(definition.vocabulary.size());
    if (definition.unknown->value < 0 || definition.unknown->value >= size)
        return badInput(
            fmt::format("the unknown piece has the id {}, expected one below {}", definition.unknown->value, size));
    if (std::ranges::any_of(definition.scores, [](double score) { return !std::isfinite(score); }))
        return badInput("the score of a piece is not a number");
    return std::shared_ptr<const SubwordModel>(std::make_shared<UnigramModel>(std::move(definition)));
}

}  // namespace core
