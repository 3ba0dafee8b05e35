#include "core/analysis/importance/attention_importance.h"

#include "core/analysis/importance/token_maps.h"

#include <optional>
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

// Mean over the given layers, their heads and the first `queries` rows of each map; all rows where `queries` is not given.
std::vector<double> meanOverRows(std::span<const LayerTrace> layers, AttentionColumns columns,
                                 std::optional<int> queries = {})
{
    if (layers.empty() || tokenMaps(layers.front(), columns).isEmpty())
        return {};
    Eigen::RowVectorXd sum = Eigen::RowVectorXd::Zero(tokenMaps(layers.front(), columns).columns());
    double rows = 0.0;
    for (const LayerTrace &layer : layers) {
        const HeadMatrices &maps = tokenMaps(layer, columns);
        const int summed = queries.value_or(maps.rows());
        for (int head = 0; head < maps.heads(); ++head) {
            sum += maps[head].topRows(summed).cwiseAbs().cast<double>().colwise().sum();
            rows += summed;
        }
    }
    return toVector(sum / rows);
}

}  // namespace

std::vector<double> attentionReceived(const ForwardTrace &trace)
{
    if (const auto *lama = std::get_if<LamaTrace>(&trace.network))
        return meanOverHeads(*lama);
    const auto &encoder = std::get<EncoderTrace>(trace.network);
    return meanOverRows(encoder.layers, encoder.attentionColumns);
}

std::vector<double> attentionFromFirst(const ForwardTrace &trace)
{
    const auto *encoder = std::get_if<EncoderTrace>(&trace.network);
    if (!encoder)
        return {};
    const std::span<const LayerTrace> layers = encoder->layers;
    return meanOverRows(layers.last(layers.empty() ? 0 : 1), encoder->attentionColumns, 1);
}

}  // namespace core
