#include "core/pipeline/class_probabilities.h"

#include <algorithm>
#include <cmath>

namespace core {

std::vector<double> classProbabilities(const LoadedModel &model, const ForwardTrace &trace)
{
    if (model.config.task != ModelTask::Classification || trace.logits.size() == 0)
        return {};
    const Eigen::RowVectorXd logits = trace.logits.row(0).cast<double>();
    const Eigen::RowVectorXd powers = (logits.array() - logits.maxCoeff()).exp();
    const Eigen::RowVectorXd shares = powers / powers.sum();
    return {shares.begin(), shares.end()};
}

std::optional<std::size_t> predictedClass(const std::vector<double> &probabilities)
{
    if (probabilities.empty())
        return std::nullopt;
    return static_cast<std::size_t>(std::ranges::max_element(probabilities) - probabilities.begin());
}

std::string className(const ModelConfig &config, std::size_t index)
{
    return index < config.labels.size() ? config.labels[index] : std::to_string(index);
}

}  // namespace core
