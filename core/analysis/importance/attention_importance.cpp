#include "core/analysis/importance/attention_importance.h"

#include "core/analysis/importance/token_maps.h"

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

enum class Queries { All, First, Last };

// Mean over the given layers, their heads and these rows of each map.
std::vector<double> meanOverRows(std::span<const LayerTrace> layers, AttentionColumns columns, Queries queries)
{
    if (layers.empty() || tokenMaps(layers.front(), columns).isEmpty())
        return {};
    Eigen::RowVectorXd sum = Eigen::RowVectorXd::Zero(tokenMaps(layers.front(), columns).columns());
    double rows = 0.0;
    for (const LayerTrace &layer : layers) {
        const HeadMatrices &maps = tokenMaps(layer, columns);
        const int summed = queries == Queries::All ? maps.rows() : 1;
        const int first = queries == Queries::Last ? maps.rows() - 1 : 0;
        for (int head = 0; head < maps.heads(); ++head) {
            sum += maps[head].middleRows(first, summed).cwiseAbs().cast<double>().colwise().sum();
            rows += summed;
        }
    }
    return toVector(sum / rows);
}

// Of one token in the last layer.
std::vector<double> attentionFrom(Queries query, const ForwardTrace &trace)
{
    const auto *encoder = std::get_if<EncoderTrace>(&trace.network);
    if (!encoder)
        return {};
    const std::span<const LayerTrace> layers = encoder->layers;
    return meanOverRows(layers.last(layers.empty() ? 0 : 1), encoder->attentionColumns, query);
}

}  // namespace

std::vector<double> attentionReceived(const ForwardTrace &trace)
{
    if (const auto *lama = std::get_if<LamaTrace>(&trace.network))
        return meanOverHeads(*lama);
    const auto &encoder = std::get<EncoderTrace>(trace.network);
    return meanOverRows(encoder.layers, encoder.attentionColumns, Queries::All);
}

std::vector<double> attentionFromFirst(const ForwardTrace &trace)
{
    return attentionFrom(Queries::First, trace);
}

std::vector<double> attentionFromLast(const ForwardTrace &trace)
{
    return attentionFrom(Queries::Last, trace);
}

}  // namespace core
