#pragma once

#include "core/base/indices.h"
#include "core/base/matrix.h"
#include "core/format/model_config.h"

#include <vector>

namespace core {

class TensorSource;

// What a head's weights do, without a text, in the four parts that every kind's come down to: the score of two hidden states x, y is
// <query x, key y> / sqrt(dh) but for biases, and what reaches the residual stream is output^T value y. dh x D each.
struct HeadWeights {
    Matrix query;
    Matrix key;  // pairwise: M W_Q; shared: with its scale; symmetric: the query's
    Matrix value;
    Matrix output;  // the head's columns of W_O, transposed
};

// Of every head of a layer; pruned ones are zeros. Linear attention has no scores of queries and keys: its query and key are empty.
std::vector<HeadWeights> headWeights(const ModelConfig &config, const TensorSource &tensors, LayerIndex layer);

}  // namespace core
