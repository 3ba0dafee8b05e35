#include "core/analysis/importance/lama_contributions.h"

#include <cassert>

namespace core {

DoubleMatrix lamaContributions(const LamaTrace &trace, std::span<const float> classWeights)
{
    const Eigen::Index heads = trace.attention.rows();
    const Eigen::Index width = trace.states.cols();
    assert(static_cast<Eigen::Index>(classWeights.size()) == heads * width && "weights are heads x state width");
    const MatrixView weights(classWeights.data(), heads, width);
    const DoubleMatrix products = weights.cast<double>() * trace.states.cast<double>().transpose();
    return products.cwiseProduct(trace.attention.cast<double>());
}

}  // namespace core
