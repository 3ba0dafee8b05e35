#include "core/model/attention/pairwise.h"

#include "core/model/attention/head_steps.h"

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
