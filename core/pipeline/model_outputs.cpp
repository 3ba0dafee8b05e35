#include "core/pipeline/model_outputs.h"

#include <algorithm>
#include <cmath>

namespace core {
namespace {

constexpr double evenChance = 0.5;

std::vector<double> softmax(const Eigen::RowVectorXd &logits)
{
    const Eigen::RowVectorXd powers = (logits.array() - logits.maxCoeff()).exp();
    const Eigen::RowVectorXd shares = powers / powers.sum();
    return {shares.begin(), shares.end()};
}

// 1 / (1 + e^-x), of large |x| too.
double sigmoid(double logit)
{
    const double power = std::exp(-std::abs(logit));
    return (logit < 0 ? power : 1) / (1 + power);
}

std::vector<double> sigmoids(const Eigen::RowVectorXd &logits)
{
    std::vector<double> probabilities(static_cast<std::size_t>(logits.size()));
    std::ranges::transform(logits, probabilities.begin(), sigmoid);
    return probabilities;
}

}  // namespace

std::vector<double> modelOutputs(const LoadedModel &model, const ForwardTrace &trace)
{
    if (model.config.task != ModelTask::Classification || trace.logits.size() == 0)
        return {};
    const Eigen::RowVectorXd logits = trace.logits.row(0).cast<double>();
    switch (model.config.outputs) {
    case OutputQuantity::Softmax: return softmax(logits);
    case OutputQuantity::Sigmoids:
    case OutputQuantity::BinarySigmoid: return sigmoids(logits);
    case OutputQuantity::Values: break;
    }
    return {logits.begin(), logits.end()};
}

std::optional<std::size_t> followedOutput(const ModelConfig &config, const std::vector<double> &outputs)
{
    if (outputs.empty())
        return std::nullopt;
    if (config.outputs == OutputQuantity::Values)
        return 0;
    return static_cast<std::size_t>(std::ranges::max_element(outputs) - outputs.begin());
}

std::optional<std::string> predictionName(const ModelConfig &config, const std::vector<double> &outputs)
{
    if (outputs.empty())
        return std::nullopt;
    switch (config.outputs) {
    case OutputQuantity::Softmax: return className(config, *followedOutput(config, outputs));
    case OutputQuantity::BinarySigmoid: return (outputs.front() > evenChance ? "" : "not ") + className(config, 0);
    default: return std::nullopt;
    }
}

std::vector<std::size_t> likelyLabels(const ModelConfig &config, const std::vector<double> &outputs)
{
    std::vector<std::size_t> labels;
    if (config.outputs != OutputQuantity::Sigmoids)
        return labels;
    for (std::size_t index = 0; index < outputs.size(); ++index) {
        if (outputs[index] > evenChance)
            labels.push_back(index);
    }
    return labels;
}

std::string className(const ModelConfig &config, std::size_t index)
{
    return index < config.labels.size() ? config.labels[index] : std::to_string(index);
}

std::string quantityName(const ModelConfig &config, std::size_t index)
{
    const std::string name = className(config, index);
    switch (config.outputs) {
    case OutputQuantity::Softmax: return "p(" + name + ")";
    case OutputQuantity::Sigmoids:
    case OutputQuantity::BinarySigmoid: return "p(" + name + "), sigmoid";
    case OutputQuantity::Values: break;
    }
    return "value of " + name;
}

}  // namespace core
