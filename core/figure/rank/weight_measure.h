#pragma once

#include <span>
#include <string_view>

namespace core {

// One number about each head of a checkpoint, of its weights or of what it does on the probe texts.
enum class WeightMeasure { FromUniform, FromNearest, QueryKeyRank, ValueOutputRank, QueryKeySymmetry, ValueOutputSymmetry };

struct WeightMeasureDescription {
    WeightMeasure measure;
    std::string_view id;       // as in sessions: "query_key_rank"
    std::string_view name;     // as in the window
    std::string_view briefly;  // the same where there is little room
    std::string_view formula;
    int decimals;
};

std::span<const WeightMeasureDescription> weightMeasureDescriptions();
const WeightMeasureDescription &describe(WeightMeasure measure);

}  // namespace core
