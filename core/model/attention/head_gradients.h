#pragma once

#include "core/model/attention/attention_layer.h"
#include "core/model/attention/head_steps.h"

namespace core {

// The steps of head_steps.h on their way back, over all heads at once.

// Where the gradients of a layer's projections go.
struct ProjectedGradients {
    StridedMatrices<float> query;
    StridedMatrices<float> key;
    StridedMatrices<float> value;
};

// In the columns of a stacked projection of query, key and value, which gets n rows.
ProjectedGradients projectedGradients(Matrix &projected, int tokens, int heads, int headSize);

// The heads of `width` columns from `firstColumn` on.
StridedMatrices<float> stridedHeads(Matrix &values, int heads, int width, int firstColumn);

// Back through mixValues(): writes dy / dvalue, and dy / dmap into `mapGradient`. `maps`: what the values were mixed by.
void mixValuesBackward(const HeadColumns &value, const HeadMatrices &maps, const AttentionBackward &backward,
                       const StridedMatrices<float> &valueGradient, HeadMatrices &mapGradient);

// Back through the softmax of every row, in place.
void softmaxMapsBackward(const HeadMatrices &softmax, HeadMatrices &gradient);

// Back through attendByScores() as far as its scores: writes dy / dvalue and returns dy / dscores, which lies in `gradients`.
HeadMatrices &scoreGradients(const ProjectedHeads &compared, const AttentionBackward &backward,
                             const StridedMatrices<float> &valueGradient, AttentionScratch &gradients);

// Back through all of attendByScores(). `compared` has its left side as the query and its right side as the key.
void attendByScoresBackward(const ProjectedHeads &compared, const AttentionBackward &backward,
                            const ProjectedGradients &projected, AttentionScratch &gradients);

}  // namespace core
