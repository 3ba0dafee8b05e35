#include "core/model/model_outputs.h"

#include "core/model/output_probabilities.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

namespace core {
namespace {

constexpr double evenChance = 0.5;

std::vector<double> softmax(const std::vector<double> &logits)
{
    const double whole = logSumExp(logits);
    std::vector<double> shares;
    shares.reserve(logits.size());
    for (const double logit : logits)
        shares.push_back(std::exp(logit - whole));
    return shares;
}

}  // namespace

std::vector<double> headLogits(const LoadedModel &model, const ForwardTrace &trace)
{
    if (model.config.task != ModelTask::Classification || trace.logits.size() == 0)
        return {};
    const auto row = trace.logits.row(0);
    return {row.begin(), row.end()};
}

std::vector<double> modelOutputs(const LoadedModel &model, const ForwardTrace &trace)
{
    std::vector<double> logits = headLogits(model, trace);
    if (logits.empty() || model.config.outputs == OutputQuantity::Values)
        return logits;
    if (model.config.outputs == OutputQuantity::Softmax)
        return softmax(logits);
    std::ranges::transform(logits, logits.begin(), sigmoid);
    return logits;
}

bool areComparable(OutputQuantity one, OutputQuantity other)
{
    const auto isSigmoid = [](OutputQuantity quantity) {
        return quantity == OutputQuantity::Sigmoids || quantity == OutputQuantity::BinarySigmoid;
    };
    return one == other || (isSigmoid(one) && isSigmoid(other));
}

std::vector<double> answerProbabilities(OutputQuantity quantity, const std::vector<double> &logits)
{
    if (logits.empty())
        return {};
    switch (quantity) {
    case OutputQuantity::Softmax: return softmax(logits);
    case OutputQuantity::BinarySigmoid: return {sigmoid(-logits.front()), sigmoid(logits.front())};
    default: return {};
    }
}

std::vector<std::string> answerNames(const ModelConfig &config)
{
    switch (config.outputs) {
    case OutputQuantity::Softmax: return config.labels;
    case OutputQuantity::BinarySigmoid: return {"not " + className(config, 0), className(config, 0)};
    default: return {};
    }
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
    case OutputQuantity::BinarySigmoid: return answerNames(config)[outputs.front() > evenChance ? 1 : 0];
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
    case OutputQuantity::BinarySigmoid: return fmt::format("p({}), sigmoid", name);
    case OutputQuantity::Values: break;
    }
    return "value of " + name;
}

}  // namespace core
