#pragma once

#include <cstddef>  // Qt 6.4's moc cannot read <compare> where it is the first standard header

#include <compare>

namespace core {

// An integer that counts one kind of thing, so that a layer cannot be passed for a head nor a query for a key.
template <typename Tag>
struct Index {
    int value = 0;
    auto operator<=>(const Index &) const = default;  // NOLINT(modernize-use-nullptr): clang-tidy 14 sees a 0 in it
};

using LayerIndex = Index<struct LayerTag>;        // 0 is the layer next to the embeddings
using HeadIndex = Index<struct HeadTag>;          // within its layer
using TokenPosition = Index<struct PositionTag>;  // row or column of an attention map
using TokenId = Index<struct TokenIdTag>;         // row of the vocabulary

struct HeadRef {
    LayerIndex layer;
    HeadIndex head;
    auto operator<=>(const HeadRef &) const = default;
};

// Tokens [first, first + count) of a text.
struct TokenSpan {
    int first = 0;
    int count = 1;
    auto operator<=>(const TokenSpan &) const = default;
};

}  // namespace core
