#include "core/model/mask/paint_mask.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace core {
namespace {

void setPair(PairMask &mask, MaskCell cell, bool isKept)
{
    const bool isInside = cell.query >= 0 && cell.query < mask.tokens && cell.key >= 0 && cell.key < mask.tokens;
    if (isInside)
        mask.kept[static_cast<std::size_t>(cell.query) * mask.tokens + cell.key] = isKept ? 1 : 0;
}

void setOffset(PairMask &mask, int offset, bool isKept)
{
    for (int query = 0; query < mask.tokens; ++query)
        setPair(mask, {query, query + offset}, isKept);
}

void paintCell(PairMask &mask, const MaskBrush &brush, MaskCell cell)
{
    const MaskCell mirrored{cell.key, cell.query};
    for (const MaskCell each : {cell, brush.isSymmetric ? mirrored : cell}) {
        if (brush.isToeplitz)
            setOffset(mask, each.key - each.query, brush.keeps);
        else
            setPair(mask, each, brush.keeps);
    }
}

void paintRectangle(PairMask &mask, const MaskBrush &brush, MaskCell from, MaskCell to)
{
    for (int query = std::min(from.query, to.query); query <= std::max(from.query, to.query); ++query) {
        for (int key = std::min(from.key, to.key); key <= std::max(from.key, to.key); ++key)
            paintCell(mask, brush, {query, key});
    }
}

// One cell for each step of the longer side.
void paintLine(PairMask &mask, const MaskBrush &brush, MaskCell from, MaskCell to)
{
    const int steps = std::max(std::abs(to.query - from.query), std::abs(to.key - from.key));
    for (int step = 0; step <= steps; ++step) {
        const double share = steps == 0 ? 0.0 : static_cast<double>(step) / steps;
        const auto between = [share](int first, int last) {
            return static_cast<int>(std::lround(first + share * (last - first)));
        };
        paintCell(mask, brush, {between(from.query, to.query), between(from.key, to.key)});
    }
}

}  // namespace

PairMask painted(PairMask mask, const MaskBrush &brush, MaskCell from, MaskCell to)
{
    if (brush.shape == PaintShape::Rectangle)
        paintRectangle(mask, brush, from, to);
    else
        paintLine(mask, brush, from, to);
    return mask;
}

}  // namespace core
