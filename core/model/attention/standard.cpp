#include "core/model/attention/standard.h"

#include "core/model/attention/head_gradients.h"

namespace core {
namespace {

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
        const ProjectedHeads heads = projectedHeads(scratch.projected, m_heads, m_headSize);
        keepProjections(heads, input, trace);
        attendByScores(heads.query, heads.key, heads.value, input, scratch, trace, context);
    }

    void propagateBack(const AttentionBackward &backward, AttentionScratch &gradients, Matrix &hidden) const override
    {
        const auto tokens = static_cast<int>(backward.context.rows());
        attendByScoresBackward(projectedHeads(backward.record.projected, m_heads, m_headSize), backward,
                               projectedGradients(gradients.projected, tokens, m_heads, m_headSize), gradients);
        m_projection.transposed().apply(gradients.projected, hidden);
    }

private:
    int m_heads;
    int m_headSize;
    Linear m_projection;  // query, key and value
};

}  // namespace

std::unique_ptr<AttentionLayer> makeStandardAttention(const ModelConfig &config, const TensorSource &tensors,
                                                      const std::string &prefix)
{
    return std::make_unique<StandardAttention>(config.heads, config.headSize,
                                               stackedProjection(tensors, prefix, {"query", "key", "value"}));
}

}  // namespace core
