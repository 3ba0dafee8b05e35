#pragma once

#include "core/base/indices.h"
#include "core/format/model_config.h"
#include "core/ops/activation.h"

#include <cstddef>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

// What the engine computes, as plain loops in double straight from the formulas: slow, readable, and without a line of
// core's arithmetic or of Eigen's.
namespace support {

struct ReferenceMatrix {
    int rows = 0;
    int columns = 0;
    std::vector<double> values;  // row by row

    ReferenceMatrix() = default;
    ReferenceMatrix(int rowCount, int columnCount)
        : rows(rowCount), columns(columnCount), values(static_cast<std::size_t>(rowCount) * columnCount)
    {
    }

    double &operator()(int row, int column) { return values[static_cast<std::size_t>(row) * columns + column]; }
    double operator()(int row, int column) const { return values[static_cast<std::size_t>(row) * columns + column]; }
};

using ReferenceVector = std::vector<double>;

ReferenceMatrix transposed(const ReferenceMatrix &matrix);
ReferenceMatrix product(const ReferenceMatrix &left, const ReferenceMatrix &right);

// x W^T + b, W outputs x inputs.
ReferenceMatrix linear(const ReferenceMatrix &input, const ReferenceMatrix &weight, const ReferenceVector &bias);
double activated(double value, core::Activation activation);
ReferenceMatrix activated(ReferenceMatrix values, core::Activation activation);
// Minus infinity gives 0, and a row of nothing else zeros.
ReferenceMatrix softmaxOfRows(ReferenceMatrix values);
// The softmax of a row of scores, which gives `share` of itself to all cells alike that are not minus infinity.
void blendUniformRow(const ReferenceMatrix &scores, int row, double share, ReferenceMatrix &softmax);
ReferenceMatrix layerNormOfRows(ReferenceMatrix values, const ReferenceVector &weight, const ReferenceVector &bias,
                                double epsilon);

// PyTorch's convention, gates r, z, n stacked; see core/ops/gru.h for the formulas.
struct ReferenceGru {
    ReferenceMatrix weightInput;
    ReferenceMatrix weightHidden;
    ReferenceVector biasInput;
    ReferenceVector biasHidden;
};
ReferenceMatrix gruStates(const ReferenceGru &gru, const ReferenceMatrix &words, bool isBackward);

// Numbers with a shape, as a tensor file has them.
struct ReferenceTensor {
    std::vector<std::int64_t> shape;
    std::vector<double> values;
};
using ReferenceTensors = std::map<std::string, ReferenceTensor>;

// A model as its files say: tensor names without "bert.".
struct ReferenceModel {
    core::ModelConfig config;
    ReferenceTensors tensors;
};

// The layer of the model with this name.
ReferenceMatrix linear(const ReferenceModel &model, const std::string &name, const ReferenceMatrix &input);

// What a pass leaves out of its attention; functions that are not set leave out nothing but what the model was trained without.
struct ReferenceMask {
    // The share of a pair that is left before the softmax, score + log(share): replaces the mask of the model.
    std::function<double(int layer, int head, int query, int key)> before = {};
    std::function<double(int layer, int head, int query, int key)> after = {};  // attention * share
    std::function<bool(int layer, int head)> isAblated = {};                    // its output is zero
    // How far a head is made uniform, 0 ... 1: its scores lose this share before the softmax, or its attention loses it after that to all keys
    // alike.
    std::function<double(int layer, int head)> uniform = {};
    bool isUniformAfter = false;

    double uniformBefore(int layer, int head) const { return uniform && !isUniformAfter ? uniform(layer, head) : 0.0; }
    double uniformAfter(int layer, int head) const { return uniform && isUniformAfter ? uniform(layer, head) : 0.0; }
};

// Every tensor that a trace file has for this pass, by its name there. No query may attend to a key where maskedKeys is true.
ReferenceTensors referenceTrace(const ReferenceModel &model, std::span<const core::TokenId> ids,
                                const std::vector<bool> &maskedKeys = {}, const ReferenceMask &mask = {});

}  // namespace support
