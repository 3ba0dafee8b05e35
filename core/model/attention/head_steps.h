#pragma once

#include "core/base/matrix.h"
#include "core/model/attention/attention_layer.h"
#include "core/model/attention/map_block.h"
#include "core/ops/batched_product.h"
#include "core/ops/linear.h"

#include <initializer_list>
#include <string>
#include <vector>

namespace core {

// The steps that attention kinds have in common, over all heads at once.

// Heads side by side in the columns of one matrix: head h of `width` columns starts at firstColumn + h * width.
struct HeadColumns {
    const Matrix &values;
    int heads = 0;
    int width = 0;
    int firstColumn = 0;
};

StridedMatrices<const float> stridedHeads(const HeadColumns &columns);
StridedMatrices<float> stridedHeads(Matrix &values, int heads, int width);
StridedMatrices<const float> stridedMaps(const HeadMatrices &maps);
StridedMatrices<float> stridedMaps(HeadMatrices &maps);

HeadMatrices copyOf(const HeadColumns &columns);

// Several projections of one layer as one product: their weights stacked, (roles * H*dh) x D, as GPT-2 stores them already.
Linear stackedProjection(const TensorSource &tensors, const std::string &prefix, std::initializer_list<const char *> roles);

// Gives the maps this shape, keeping their memory where they have it already; their values are then any.
void resize(HeadMatrices &maps, int heads, int rows, int columns);

// The columns of masked keys get this value in every row; maskedKeys is empty or has one entry per column.
void fillMaskedKeys(const std::vector<bool> &maskedKeys, float value, const MapBlock &block, HeadMatrices &maps);

// Scores of pairs that the mask does not keep become minus infinity.
void maskPairs(const PairMask &mask, const MapBlock &block, HeadMatrices &scores);

// Masked pairs lose a part of their attention before the softmax, score + log(factor), or after it, attention * factor.
void weighPairs(const LayerMask &mask, MaskMode mode, const MapBlock &block, HeadMatrices &maps);

// Softmax of every row of every head, in place, over all cores where that pays.
void softmaxMaps(HeadMatrices &maps);

// The same for maps whose columns are no tokens: slots or features. They are all zero where no token may be attended to.
void softmaxMaps(const std::vector<bool> &maskedKeys, HeadMatrices &maps);

// For kinds that mix the tokens before they weigh them: the rows of masked tokens get this value in `count` columns.
void fillMaskedTokens(const std::vector<bool> &maskedKeys, float value, int firstColumn, int count, Matrix &values);

// Cuts the heads that have a limit to their best approximation of that rank, over all cores. A stop leaves the heads that
// nobody has begun as they are; one head is not interrupted (see limitRank).
void limitRanks(RankLimits limits, const StopToken &stop, HeadMatrices &maps);

// One layer's projections, ready to be compared.
struct ProjectedHeads {
    HeadColumns query;
    HeadColumns key;
    HeadColumns value;
};

// Of what a stacked projection of query, key and value gives, in this order.
ProjectedHeads projectedHeads(const Matrix &projected, int heads, int headSize);

void keepProjections(const ProjectedHeads &heads, const AttentionInput &input, LayerTrace &trace);

// What compareHeads() multiplies its products by: 1 / sqrt(dh).
float scoreScale(int headSize);

// left right^T / sqrt(dh) per head, to become the attention in place: in the trace where that is kept, otherwise in the scratch.
// Keeps the scores.
HeadMatrices &compareHeads(const HeadColumns &left, const HeadColumns &right, const AttentionInput &input,
                           AttentionScratch &scratch, LayerTrace &trace);

// Attention of scores, in place, with what the masks of the input do before the softmax.
void softmaxScores(const AttentionInput &input, HeadMatrices &maps);

// Attention, cut to its rank limits, times value, ablated heads replaced: fills `context` and the kept head outputs.
void mixValues(const HeadColumns &value, const AttentionInput &input, HeadMatrices &maps, LayerTrace &trace,
               Matrix &context);

// softmax(left right^T / sqrt(dh)) value per head, with the masks of the input: everything after the projections. `left` is the
// query, or what the kind makes of it. Fills `context` and the kept scores, attention and head outputs.
void attendByScores(const HeadColumns &left, const HeadColumns &right, const HeadColumns &value, const AttentionInput &input,
                    AttentionScratch &scratch, LayerTrace &trace, Matrix &context);

}  // namespace core
