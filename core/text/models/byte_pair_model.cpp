#include "core/text/models/byte_pair_model.h"

#include "core/base/message_text.h"
#include "core/base/utf8.h"
#include "core/text/models/byte_fallback.h"

#include <fmt/core.h>

#include <cstdint>
#include <queue>
#include <unordered_map>

namespace core {

namespace {

struct Merge {
    int rank = 0;
    int merged = 0;  // id of the piece that comes of it
};

std::uint64_t pairKey(int left, int right)
{
    return (static_cast<std::uint64_t>(static_cast<std::uint32_t>(left)) << 32U) | static_cast<std::uint32_t>(right);
}

using MergeTable = std::unordered_map<std::uint64_t, Merge>;

const Merge *mergeOf(const MergeTable &merges, int left, int right)
{
    const auto found = merges.find(pairKey(left, right));
    return found == merges.end() ? nullptr : &found->second;
}

// A word while its pieces are merged: a list through an array, whose merged members stay behind empty.
class MergingWord
{
public:
    MergingWord(const MergeTable &merges, const std::vector<PieceSpan> &pieces) : m_merges(merges)
    {
        const int count = static_cast<int>(pieces.size());
        for (int place = 0; place < count; ++place) {
            const PieceSpan &piece = pieces[static_cast<std::size_t>(place)];
            m_symbols.push_back(
                {piece.id.value, place - 1, place + 1 < count ? place + 1 : -1, piece.begin, piece.end, true});
        }
        for (int place = 0; place + 1 < count; ++place)
            proposeMergeAt(place);
    }

    void mergeAll()
    {
        while (!m_queue.empty()) {
            const Candidate best = m_queue.top();
            m_queue.pop();
            const Symbol &symbol = at(best.place);
            if (!symbol.isAlive || symbol.next < 0)
                continue;
            // What stood here when the candidate was proposed may be gone.
            const Merge *merge = mergeOf(m_merges, symbol.id, at(symbol.next).id);
            if (merge != nullptr && merge->merged == best.merged)
                mergeAt(best.place, best.merged);
        }
    }

    void appendTo(std::vector<PieceSpan> &pieces) const
    {
        for (const Symbol &symbol : m_symbols) {
            if (symbol.isAlive)
                pieces.push_back({{symbol.id}, symbol.begin, symbol.end});
        }
    }

private:
    struct Symbol {
        int id;
        int previous;
        int next;
        std::size_t begin;
        std::size_t end;
        bool isAlive;
    };
    struct Candidate {
        int rank;
        int place;
        int merged;

        // The lowest rank comes first, then the leftmost place.
        bool operator<(const Candidate &other) const { return rank != other.rank ? rank > other.rank : place > other.place; }
    };

    Symbol &at(int place) { return m_symbols[static_cast<std::size_t>(place)]; }

    void proposeMergeAt(int place)
    {
        const Symbol &symbol = at(place);
        if (symbol.next < 0)
            return;
        if (const Merge *merge = mergeOf(m_merges, symbol.id, at(symbol.next).id))
            m_queue.push({merge->rank, place, merge->merged});
    }

    void mergeAt(int place, int merged)
    {
        Symbol &left = at(place);
        Symbol &right = at(left.next);
        left.id = merged;
        left.end = right.end;
        left.next = right.next;
        right.isAlive = false;
        if (left.next >= 0)
            at(left.next).previous = place;
        if (left.previous >= 0)
            proposeMergeAt(left.previous);
        proposeMergeAt(place);
    }

    const MergeTable &m_merges;
    std::vector<Symbol> m_symbols;
    std::priority_queue<Candidate> m_queue;
};

class BytePairModel : public SubwordModel
{
public:
    BytePairModel(BytePairDefinition definition, std::optional<TokenId> unknown, MergeTable merges)
        : m_definition(std::move(definition)), m_unknown(unknown), m_merges(std::move(merges))
    {
    }

    std::string name() const override { return "BPE"; }
    const Vocabulary &vocabulary() const override { return m_definition.vocabulary; }
    std::optional<TokenId> unknown() const override { return m_unknown; }

    void divide(std::string_view word, std::vector<PieceSpan> &pieces) const override
    {
        if (m_definition.ignoresMerges) {
            if (const auto id = vocabulary().find(word)) {
                pieces.push_back({*id, 0, word.size()});
                return;
            }
        }
        MergingWord merging(m_merges, charactersOf(word));
        merging.mergeAll();
        merging.appendTo(pieces);
    }

private:
    std::vector<PieceSpan> charactersOf(std::string_view word) const
    {
        std::vector<PieceSpan> characters;
        bool previousIsUnknown = false;
        for (std::size_t offset = 0; offset < word.size();) {
            const std::size_t begin = offset;
            readUtf8(word, offset);
            const std::string spelling = spellingOf(word, begin, offset);
            const bool isUnknown = !addKnown(spelling, begin, offset, characters);
            if (isUnknown && m_unknown) {
                if (previousIsUnknown && m_definition.fusesUnknown)
                    characters.back().end = offset;
                else
                    characters.push_back({*m_unknown, begin, offset});
            }
            previousIsUnknown = isUnknown && m_unknown;
        }
        return characters;
    }

    std::string spellingOf(std::string_view word, std::size_t begin, std::size_t end) const
    {
        std::string spelling = begin == 0 ? std::string() : m_definition.continuationPrefix;
        spelling += word.substr(begin, end - begin);
        if (end == word.size())
            spelling += m_definition.wordSuffix;
        return spelling;
    }

    bool addKnown(const std::string &spelling, std::size_t begin, std::size_t end, std::vector<PieceSpan> &characters) const
    {
        if (const auto id = vocabulary().find(spelling)) {
            characters.push_back({*id, begin, end});
            return true;
        }
        const auto bytes =
            m_definition.fallsBackToBytes ? bytePieces(vocabulary(), spelling) : std::optional<std::vector<TokenId>>();
        for (const TokenId byte : bytes.value_or(std::vector<TokenId>()))
            characters.push_back({byte, begin, end});
        return bytes.has_value();
    }

    BytePairDefinition m_definition;
    std::optional<TokenId> m_unknown;
    MergeTable m_merges;
};

Result<TokenId> mergedPiece(const Vocabulary &vocabulary, const std::string &piece,
                            const std::pair<std::string, std::string> &merge)
{
    if (const auto id = vocabulary.find(piece))
        return *id;
    return badInput(fmt::format("the merge of {} and {} needs the piece {}, which the vocabulary does not have",
                                quotedText(merge.first), quotedText(merge.second), quotedText(piece)));
}

Result<MergeTable> mergeTable(const BytePairDefinition &definition)
{
    MergeTable table;
    table.reserve(definition.merges.size());
    int rank = 0;
    for (const auto &merge : definition.merges) {
        const std::size_t prefix = definition.continuationPrefix.size();
        if (merge.second.size() < prefix) {
            return badInput(fmt::format("the merge of {} and {} lacks the prefix {}", quotedText(merge.first),
                                        quotedText(merge.second), quotedText(definition.continuationPrefix)));
        }
        const auto left = mergedPiece(definition.vocabulary, merge.first, merge);
        if (!left)
            return left.error();
        const auto right = mergedPiece(definition.vocabulary, merge.second, merge);
        if (!right)
            return right.error();
        const auto merged = mergedPiece(definition.vocabulary, merge.first + merge.second.substr(prefix), merge);
        if (!merged)
            return merged.error();
        table.insert_or_assign(pairKey(left->value, right->value), Merge{rank++, merged->value});
    }
    return table;
}

}  // namespace

Result<std::shared_ptr<const SubwordModel>> makeBytePairModel(BytePairDefinition definition)
{
    std::optional<TokenId> unknown;
    if (definition.unknownPiece) {
        unknown = definition.vocabulary.find(*definition.unknownPiece);
        if (!unknown) {
            return badInput(fmt::format("the vocabulary has no piece {}, which the tokenizer needs",
                                        quotedText(*definition.unknownPiece)));
        }
    }
    Result<MergeTable> merges = mergeTable(definition);
    if (!merges)
        return merges.error();
    definition.merges.clear();
    return std::shared_ptr<const SubwordModel>(
        std::make_shared<BytePairModel>(std::move(definition), unknown, *std::move(merges)));
}

}  // namespace core
