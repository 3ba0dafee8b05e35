#include "core/figure/rank/weight_measure.h"

#include <array>
#include <cstddef>

namespace core {
namespace {

constexpr std::array descriptions{
    WeightMeasureDescription{
        WeightMeasure::FromUniform, "from_uniform", "distance from uniform", "from uniform",
        "mean over the rows of ½ Σⱼ |Pᵢⱼ − Uᵢⱼ|, U uniform over the keys of the row, on the probe texts", 2},
    WeightMeasureDescription{WeightMeasure::FromNearest, "from_nearest", "distance to the nearest head of the layer",
                             "to nearest head",
                             "mean over the rows of ½ Σⱼ |Pᵢⱼ − P′ᵢⱼ| to the head of its layer where that is least, on the "
                             "probe texts",
                             2},
    WeightMeasureDescription{WeightMeasure::QueryKeyRank, "query_key_rank", "stable rank of the query-key weights",
                             "rank of QK", "Σσ² / σ₁² of W_Q · W_K, at most the head size", 1},
    WeightMeasureDescription{WeightMeasure::ValueOutputRank, "value_output_rank", "stable rank of the value-output weights",
                             "rank of VO", "Σσ² / σ₁² of W_V · W_O, at most the head size", 1},
    WeightMeasureDescription{WeightMeasure::QueryKeySymmetry, "query_key_symmetry",
                             "symmetric share of the query-key weights", "symmetry of QK",
                             "‖(M + Mᵀ)/2‖² / ‖M‖² of M = W_Q · W_K; 1 symmetric, 0 antisymmetric", 2},
    WeightMeasureDescription{WeightMeasure::ValueOutputSymmetry, "value_output_symmetry",
                             "symmetric share of the value-output weights", "symmetry of VO",
                             "‖(M + Mᵀ)/2‖² / ‖M‖² of M = W_V · W_O; 1 symmetric, 0 antisymmetric", 2},
};

}  // namespace

std::span<const WeightMeasureDescription> weightMeasureDescriptions()
{
    return descriptions;
}

const WeightMeasureDescription &describe(WeightMeasure measure)
{
    return descriptions[static_cast<std::size_t>(measure)];
}

}  // namespace core
