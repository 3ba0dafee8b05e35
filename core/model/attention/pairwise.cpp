#include "core/model/attention/pairwise.h"

#include "core/model/attention/head_gradients.h"

#include <utility>

namespace core {
namespace {

class PairwiseAttention final : public AttentionLayer
{
public:
    PairwiseAttention(Linear projection, std::shared_ptr<const HeadMatrices> pairing)
        : m_projection(std::move(projection)), m_pairing(std::move(pairing))
    {
    }

    AttentionParameters parameters() const override { return {.pairing = m_pairing}; }

    void attend(const AttentionInput &input, AttentionScratch &scratch, LayerTrace &trace, Matrix &context) const override
    {
        m_projection.apply(input.hidden, scratch.projected);
        const int heads = m_pairing->heads();
        const int headSize = m_pairing->rows();
        const HeadColumns query{scratch.projected, heads, headSize, 0};
        const HeadColumns value{scratch.projected, heads, headSize, heads * headSize};
        keepProjections({query, query, value}, input, trace);
        scratch.derived.resize(input.hidden.rows(), static_cast<Eigen::Index>(heads) * headSize);
        batchedProduct(stridedHeads(query), stridedMaps(*m_pairing), 1.0F, stridedHeads(scratch.derived, heads, headSize));
        attendByScores({scratch.derived, heads, headSize, 0}, query, value, input, scratch, trace, context);
    }

    // The query is on both sides of the scores Q M Q^T: dQ = (dS Q M^T + dS^T Q M) / sqrt(dh).
    void propagateBack(const AttentionBackward &backward, AttentionScratch &gradients, Matrix &hidden) const override
    {
        const int heads = m_pairing->heads();
        const int headSize = m_pairing->rows();
        const int width = heads * headSize;
        const HeadColumns paired{backward.record.derived, heads, headSize, 0};
        const HeadColumns query{backward.record.projected, heads, headSize, 0};
        const HeadColumns value{backward.record.projected, heads, headSize, width};
        gradients.projected.resize(backward.context.rows(), 2 * static_cast<Eigen::Index>(width));
        gradients.derived.resize(backward.context.rows(), width);
        const auto valueGradient = stridedHeads(gradients.projected, heads, headSize, width);
        const auto queryGradient = stridedHeads(gradients.projected, heads, headSize, 0);
        const auto scores =
            stridedMaps(std::as_const(scoreGradients({paired, query, value}, backward, valueGradient, gradients)));
        batchedProduct(scores, stridedHeads(query), scoreScale(headSize), queryGradient);
        batchedProduct(stridedHeads({gradients.projected, heads, headSize, 0}), stridedMaps(*m_pairing).transposed(), 1.0F,
                       stridedHeads(gradients.derived, heads, headSize));
        batchedProduct(scores.transposed(), stridedHeads(paired), scoreScale(headSize), queryGradient);
        gradients.projected.leftCols(width) += gradients.derived;
        m_projection.transposed().apply(gradients.projected, hidden);
    }

private:
    Linear m_projection;                            // query and value
    std::shared_ptr<const HeadMatrices> m_pairing;  // M, H x dh x dh
};

}  // namespace

std::unique_ptr<AttentionLayer> makePairwiseAttention(const ModelConfig &, const TensorSource &tensors,
                                                      const std::string &prefix)
{
    return std::make_unique<PairwiseAttention>(stackedProjection(tensors, prefix, {"query", "value"}),
                                               tensors.sharedHeads(prefix + "pairwise"));
}

}  // namespace core
