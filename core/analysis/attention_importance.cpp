#include "core/analysis/attention_importance.h"

#include <span>

namespace core {
namespace {

std::vector<double> toVector(const Eigen::RowVectorXd &values)
{
    return {values.begin(), values.end()};
}

std::vector<double> meanOverHeads(const LamaTrace &trace)
{
    if (trace.attention.cols() == 0)
        return {};
    return toVector(trace.attention.cast<double>().colwise().mean());
}

// Mean over the given layers, their heads and the first `queries` rows of each map.
std::vector<double> meanOverRows(std::span<const LayerTrace> layers, int queries)
{
    if (layers.empty())
        return {};
    Eigen::RowVectorXd sum = Eigen::RowVectorXd::Zero(layers.front().attention.columns());
    double rows = 0.0;
    for (const LayerTrace &layer : layers) {
        for (int head = 0; head < layer.attention.heads(); ++head) {
            sum += layer.attention[head].topRows(queries).cast<double>().colwise().sum();
            rows += queries;
        }
    }
    return toVector(sum / rows);
}

} // namespace

std::vector<double> attentionReceived(const ForwardTrace &trace)
{
    if (const auto *lama = std::get_if<LamaTrace>(&trace.network))
        return meanOverHeads(*lama);
    const std::span<const LayerTrace> layers = std::get<EncoderTrace>(trace.network).layers;
    return meanOverRows(layers, layers.empty() ? 0 : layers.front().attention.rows());
}

std::vector<double> attentionFromFirst(const ForwardTrace &trace)
{
    if (const auto *lama = std::get_if<LamaTrace>(&trace.network))
        return meanOverHeads(*lama);
    const std::span<const LayerTrace> layers = std::get<EncoderTrace>(trace.network).layers;
    return meanOverRows(layers.last(layers.empty() ? 0 : 1), 1);
}

} // namespace core
