#include "core/analysis/importance/attention_rollout.h"

#include "core/analysis/importance/token_maps.h"

#include <cassert>

namespace core {
namespace {

// A_l without the division of its rows.
DoubleMatrix mixedTokens(const HeadMatrices &maps, double residual)
{
    DoubleMatrix mixed = DoubleMatrix::Zero(maps.rows(), maps.columns());
    for (int head = 0; head < maps.heads(); ++head)
        mixed += maps[head].cast<double>();
    mixed *= (1 - residual) / maps.heads();
    mixed.diagonal().array() += residual;
    return mixed;
}

}  // namespace

std::vector<double> attentionRollout(const ForwardTrace &trace, double residual, int row)
{
    const auto *encoder = std::get_if<EncoderTrace>(&trace.network);
    if (!encoder || encoder->attentionColumns != AttentionColumns::Tokens || !hasTokenMaps(*encoder))
        return {};
    const int tokens = encoder->layers.front().attention.rows();
    assert(row >= 0 && row < tokens && residual >= 0 && residual <= 1);
    // From the row that is read down, so that each layer is one product of a row.
    Eigen::RowVectorXd reached = Eigen::RowVectorXd::Unit(tokens, row);
    for (auto layer = encoder->layers.rbegin(); layer != encoder->layers.rend(); ++layer) {
        const DoubleMatrix mixed = mixedTokens(layer->attention, residual);
        const Eigen::RowVectorXd sums = mixed.rowwise().sum();
        const Eigen::RowVectorXd shares = (sums.array() > 0).select(reached.array() / sums.array(), 0.0);
        reached = shares * mixed;
    }
    return {reached.begin(), reached.end()};
}

}  // namespace core
