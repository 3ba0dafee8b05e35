#pragma once

#include "core/corpus/comparison/model_comparison.h"
#include "core/figure/values/curve_axis.h"

#include <optional>
#include <string>
#include <vector>

namespace core {

// What models are lined up by.
enum class ComparisonAxis { HeadSize, Heads, Width };

// Models that differ in heads alone: those whose heads split the width, dh = d / h, and those of one head size whatever the number
// of heads (the low-rank bottleneck's two families; resources/help/mechanisms.md, Fixed head size). A model may belong to both.
struct HeadSeries {
    std::string name;  // "head size 64"
    bool isFixed = false;
    std::vector<int> models;  // at least two, from left to right
};

// The stretch of the axis that a model's heads are spread over; models of one value stand beside each other.
struct ModelSlot {
    double center = 0;  // NaN where the model has no such size
    double halfWidth = 0;

    double at(double share) const { return center + share * halfWidth; }  // -1 to 1
};

struct ComparisonSlots {
    CurveAxis axis;
    std::vector<ModelSlot> models;  // in the comparison's order
    std::vector<HeadSeries> families;
};

ComparisonSlots comparisonSlots(const ModelComparison &comparison, ComparisonAxis axis);

// Whether heads times head size is the width, as in most models.
bool splitsItsWidth(const ModelConfig &config);

// The head size, the heads or the width; none where the model has no such size.
std::optional<int> sizeAlong(ComparisonAxis axis, const ModelConfig &config);

}  // namespace core
