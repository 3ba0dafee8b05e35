#pragma once

#include "core/model/mask/pair_mask.h"

namespace core {

struct MaskCell {
    int query = 0;
    int key = 0;

    bool operator==(const MaskCell &) const = default;
};

enum class PaintShape { Pencil, Line, Rectangle };

// How strokes paint masks. Toeplitz paints every pair of the same offset key - query, symmetric also the mirrored pairs.
struct MaskBrush {
    PaintShape shape = PaintShape::Pencil;
    bool keeps = false;  // paints pairs that are kept; else pairs that are removed
    bool isSymmetric = false;
    bool isToeplitz = false;

    bool operator==(const MaskBrush &) const = default;
};

// The mask with everything between the two cells painted: the straight line, or the rectangle that they are corners of. A pencil
// paints the line, too, from where it was to where it is. Of a mask for all heads; cells beyond its edge are left out.
PairMask painted(PairMask mask, const MaskBrush &brush, MaskCell from, MaskCell to);

}  // namespace core
