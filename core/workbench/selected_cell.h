#pragma once

#include "core/base/indices.h"

#include <optional>

namespace core {

// A place in the shown picture, on those of its axes that show no tokens but slots or features.
struct PictureIndices {
    std::optional<int> row;
    std::optional<int> column;

    bool operator==(const PictureIndices &) const = default;
};

// The selected head, and the tokens of the model that a click locked. They may be more than the shown model or text has: another one
// may have come since.
struct SelectedCell {
    HeadRef head;
    std::optional<TokenPosition> query;
    std::optional<TokenPosition> key;
    PictureIndices indices;

    bool operator==(const SelectedCell &) const = default;
};

}  // namespace core
