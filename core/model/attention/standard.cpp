#include "core/model/attention/standard.h"

#include "core/model/attention/head_steps.h"
#include "core/ops/linear.h"

#include <cmath>

namespace core {
namespace {

// The three projections as one product: query, key and value weights stacked, (3*H*dh) x D.
Linear stackedProjection(const TensorSource &tensors, const std::string &prefix)
{
    Matrix weight;
    std::vector<float> bias;
    for (const char *role : {"query", "key", "value"}) {
        const Matrix part = tensors.matrix(prefix + role + ".weight");
        const std::vector<float> partBias = tensors.vector(prefix + role + ".bias");
        weight.conservativeResize(weight.rows() + part.rows(), part.cols());
        weight.bottomRows(part.rows()) = part;
        bias.insert(bias.end(), partBias.begin(), partBias.end());
    }
    return {{weight.data(), weight.rows(), weight.cols()}, bias};
}

class StandardAttention final : public AttentionLayer
{
public:
    StandardAttention(int heads, int headSize, Linear projection)
        : m_heads(heads), m_headSize(headSize), m_projection(std::move(projection))
    {
    }

    void attend(const AttentionInput &input, AttentionScratch &scratch, LayerTrace &trace, Matrix &context) const override
    {
        m_projection.apply(input.hidden, scratch.projected);
        const int width = m_heads * m_headSize;
        const HeadColumns query{scratch.projected, m_heads, m_headSize, 0};
        const HeadColumns key{scratch.projected, m_heads, m_headSize, width};
        const HeadColumns value{scratch.projected, m_heads, m_headSize, 2 * width};
        if (input.kept.projections) {
            trace.query = copyOf(query);
            trace.key = copyOf(key);
            trace.value = copyOf(value);
        }
        HeadMatrices &maps = input.kept.attention ? trace.attention : scratch.maps;
        const auto n = static_cast<int>(input.hidden.rows());
        resize(maps, m_heads, n, n);
        const float scale = 1.0F / std::sqrt(static_cast<float>(m_headSize));
        batchedProduct(stridedHeads(query), stridedHeads(key).transposed(), scale, stridedMaps(maps));
        if (input.kept.scores)
            trace.scores = maps;
        maskKeys(input.maskedKeys, maps);
        softmaxMaps(maps);
        context.resize(n, width);
        batchedProduct(stridedMaps(std::as_const(maps)), stridedHeads(value), 1.0F, stridedHeads(context, m_heads, m_headSize));
        if (input.kept.headOutput)
            trace.headOutput = copyOf({context, m_heads, m_headSize, 0});
    }

private:
    int m_heads;
    int m_headSize;
    Linear m_projection;
};

} // namespace

std::unique_ptr<AttentionLayer> makeStandardAttention(const ModelConfig &config, const TensorSource &tensors, const std::string &prefix)
{
    return std::make_unique<StandardAttention>(config.heads, config.headSize, stackedProjection(tensors, prefix));
}

} // namespace core
