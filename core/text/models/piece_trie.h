#pragma once

#include "core/text/vocabulary.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace core {

// The pieces of a vocabulary by their bytes, to find all those that a text begins with in one pass.
class PieceTrie
{
public:
    explicit PieceTrie(const Vocabulary &vocabulary);

    // Calls `found(id, size)` for every piece that `text` begins with, the shortest first.
    template <typename Found>
    void forEachPrefix(std::string_view text, const Found &found) const
    {
        std::uint32_t node = 0;
        for (std::size_t size = 1; size <= text.size(); ++size) {
            node = child(node, static_cast<unsigned char>(text[size - 1]));
            if (node == 0)
                return;
            if (m_nodes[node].id >= 0)
                found(TokenId{m_nodes[node].id}, size);
        }
    }

private:
    struct Node {
        std::uint32_t firstChild = 0;
        std::uint16_t childCount = 0;
        unsigned char byte = 0;
        int id = -1;  // of the piece that ends here
    };

    // 0, the root, for none.
    std::uint32_t child(std::uint32_t node, unsigned char byte) const;

    std::vector<Node> m_nodes;  // children of one node stand together, by their bytes
};

}  // namespace core
