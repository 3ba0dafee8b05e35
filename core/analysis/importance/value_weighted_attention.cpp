#include "core/analysis/importance/value_weighted_attention.h"

#include "core/analysis/importance/token_maps.h"
#include "core/base/parallel_for.h"

#include <cassert>
#include <cmath>

namespace core {
namespace {

// v_h,j W_O,h of every head, n x (H*D): a row holds one token's, head by head.
Matrix movedValues(const HeadMatrices &value, const Matrix &outputProjection)
{
    const Eigen::Index width = outputProjection.rows();
    const int headSize = value.columns();
    Matrix moved(value.rows(), value.heads() * width);
    for (int head = 0; head < value.heads(); ++head)
        moved.middleCols(head * width, width) =
            value[head] * outputProjection.middleCols(std::ptrdiff_t{1} * head * headSize, headSize).transpose();
    return moved;
}

// Sum over queries i of || sum over heads of P_h,ij u_h || with the rows u_h of `moved`, H x D. The lengths come from the heads' inner
// products, which are few: sum over h and g of P_h,ij P_g,ij <u_h, u_g>.
double movedLengths(const HeadMatrices &maps, int key, const MatrixView &moved)
{
    const DoubleMatrix vectors = moved.cast<double>();
    const DoubleMatrix products = vectors * vectors.transpose();
    DoubleMatrix weights(maps.rows(), maps.heads());
    for (int head = 0; head < maps.heads(); ++head)
        weights.col(head) = maps[head].col(key).cast<double>();
    const DoubleMatrix mixed = weights * products;
    return mixed.cwiseProduct(weights).rowwise().sum().cwiseMax(0.0).cwiseSqrt().sum();
}

}  // namespace

std::vector<double> valueWeightedAttention(const ForwardTrace &trace, std::span<const Matrix> outputProjections)
{
    const auto *encoder = std::get_if<EncoderTrace>(&trace.network);
    if (!encoder || !hasTokenMaps(*encoder))
        return {};
    assert(outputProjections.size() == encoder->layers.size());
    const int tokens = tokenMaps(encoder->layers.front(), encoder->attentionColumns).columns();
    std::vector<double> means(static_cast<std::size_t>(tokens), 0.0);
    for (std::size_t index = 0; index < encoder->layers.size(); ++index) {
        const LayerTrace &layer = encoder->layers[index];
        assert(!layer.value.isEmpty());
        const HeadMatrices &maps = tokenMaps(layer, encoder->attentionColumns);
        const int heads = maps.heads();
        const Eigen::Index width = outputProjections[index].rows();
        const Matrix moved = movedValues(layer.value, outputProjections[index]);
        const double operationsEach = 2.0 * heads * heads * (static_cast<double>(width) + maps.rows());
        parallelFor(tokens, operationsEach, [&](int key) {
            means[static_cast<std::size_t>(key)] +=
                movedLengths(maps, key, MatrixView(moved.row(key).data(), heads, width)) / maps.rows();
        });
    }
    for (double &mean : means)
        mean /= static_cast<double>(encoder->layers.size());
    return means;
}

}  // namespace core
