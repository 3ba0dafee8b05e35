#pragma once

#include "core/base/matrix.h"
#include "core/model/attention/map_block.h"
#include "core/model/mask/attention_mask.h"

#include <vector>

namespace core {

// Heads that a mask makes uniform (resources/help/masks.md, Uniform attention).

// Their values are multiplied by the mask's factor, where the mask acts in this mode: scores before the softmax, which at 0 are all
// the same; and on the way back the gradient of what was multiplied.
void scaleUniformHeads(const LayerMask &mask, MaskMode mode, const MapBlock &block, HeadMatrices &maps);

// The same of heads of `width` columns side by side, from `firstColumn` on.
void scaleUniformHeads(const LayerMask &mask, int width, int firstColumn, Matrix &values);

bool blendsUniform(const LayerMask &mask);

// Of a mask after the softmax: what the factor takes of their attention goes to all columns of each row alike, but for pairs that the mask
// does not keep and closed columns.
void blendUniform(const LayerMask &mask, const std::vector<bool> &closedColumns, const MapBlock &block,
                  HeadMatrices &attention);

}  // namespace core
