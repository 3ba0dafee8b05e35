#include "core/text/models/piece_trie.h"

#include <algorithm>

namespace core {

namespace {

// Sorted pieces [first, last) that have the first `depth` bytes in common, and the node of those bytes.
struct PieceRange {
    std::size_t first;
    std::size_t last;
    std::size_t depth;
    std::uint32_t node;
};

}  // namespace

PieceTrie::PieceTrie(const Vocabulary &vocabulary)
{
    std::vector<TokenId> sorted;
    for (int id = 0; id < static_cast<int>(vocabulary.size()); ++id) {
        if (!vocabulary.piece({id}).empty() && vocabulary.find(vocabulary.piece({id})) == TokenId{id})
            sorted.push_back({id});
    }
    std::ranges::sort(sorted, [&](TokenId one, TokenId other) { return vocabulary.piece(one) < vocabulary.piece(other); });
    m_nodes.emplace_back();
    std::vector<PieceRange> open{{0, sorted.size(), 0, 0}};
    while (!open.empty()) {
        PieceRange range = open.back();
        open.pop_back();
        if (range.first < range.last && vocabulary.piece(sorted[range.first]).size() == range.depth)
            m_nodes[range.node].id = sorted[range.first++].value;
        m_nodes[range.node].firstChild = static_cast<std::uint32_t>(m_nodes.size());
        while (range.first < range.last) {
            const char byte = vocabulary.piece(sorted[range.first])[range.depth];
            std::size_t end = range.first;
            while (end < range.last && vocabulary.piece(sorted[end])[range.depth] == byte)
                ++end;
            open.push_back({range.first, end, range.depth + 1, static_cast<std::uint32_t>(m_nodes.size())});
            m_nodes.push_back({.byte = static_cast<unsigned char>(byte)});
            ++m_nodes[range.node].childCount;
            range.first = end;
        }
    }
}

std::uint32_t PieceTrie::child(std::uint32_t node, unsigned char byte) const
{
    const auto first = m_nodes.begin() + static_cast<std::ptrdiff_t>(m_nodes[node].firstChild);
    const auto last = first + m_nodes[node].childCount;
    const auto found =
        std::lower_bound(first, last, byte, [](const Node &one, unsigned char value) { return one.byte < value; });
    return found == last || found->byte != byte ? 0 : static_cast<std::uint32_t>(found - m_nodes.begin());
}

}  // namespace core
