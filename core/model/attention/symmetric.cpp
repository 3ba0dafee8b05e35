#include "core/model/attention/symmetric.h"

#include "core/model/attention/head_gradients.h"

#include <utility>

namespace core {
namespace {

class SymmetricAttention final : public AttentionLayer
{
public:
    SymmetricAttention(int heads, int headSize, Linear projection)
        : m_heads(heads), m_headSize(headSize), m_projection(std::move(projection))
    {
    }

    void attend(const AttentionInput &input, AttentionScratch &scratch, LayerTrace &trace, Matrix &context) const override
    {
        m_projection.apply(input.hidden, scratch.projected);
        const HeadColumns query{scratch.projected, m_heads, m_headSize, 0};
        const HeadColumns value{scratch.projected, m_heads, m_headSize, m_heads * m_headSize};
        keepProjections({query, query, value}, input, trace);
        attendByScores(query, query, value, input, scratch, trace, context);
    }

    // The query is on both sides of the scores: dQ = (dS + dS^T) Q / sqrt(dh).
    void propagateBack(const AttentionBackward &backward, AttentionScratch &gradients, Matrix &hidden) const override
    {
        const int width = m_heads * m_headSize;
        const HeadColumns query{backward.record.projected, m_heads, m_headSize, 0};
        const HeadColumns value{backward.record.projected, m_heads, m_headSize, width};
        gradients.projected.resize(backward.context.rows(), 2 * static_cast<Eigen::Index>(width));
        HeadMatrices &scores = scoreGradients({query, query, value}, backward,
                                              stridedHeads(gradients.projected, m_heads, m_headSize, width), gradients);
        for (int head = 0; head < m_heads; ++head)
            scores[head] += scores[head].transpose().eval();
        batchedProduct(stridedMaps(std::as_const(scores)), stridedHeads(query), scoreScale(m_headSize),
                       stridedHeads(gradients.projected, m_heads, m_headSize, 0));
        m_projection.transposed().apply(gradients.projected, hidden);
    }

private:
    int m_heads;
    int m_headSize;
    Linear m_projection;  // query and value
};

}  // namespace

std::unique_ptr<AttentionLayer> makeSymmetricAttention(const ModelConfig &config, const TensorSource &tensors,
                                                       const std::string &prefix)
{
    return std::make_unique<SymmetricAttention>(config.heads, config.headSize,
                                                stackedProjection(tensors, prefix, {"query", "value"}));
}

}  // namespace core
