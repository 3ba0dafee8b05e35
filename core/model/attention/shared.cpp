#include "core/model/attention/shared.h"

#include "core/model/attention/head_gradients.h"

#include <array>

namespace core {
namespace {

class SharedAttention final : public AttentionLayer
{
public:
    using Scale = Eigen::RowVectorXf;

    SharedAttention(int heads, int headSize, Linear projection, std::array<Scale, 3> scales)
        : m_heads(heads), m_headSize(headSize), m_projection(std::move(projection)), m_scales(std::move(scales))
    {
    }

    AttentionParameters parameters() const override
    {
        return {.queryScale = m_scales[0].transpose(),
                .keyScale = m_scales[1].transpose(),
                .valueScale = m_scales[2].transpose()};
    }

    void attend(const AttentionInput &input, AttentionScratch &scratch, LayerTrace &trace, Matrix &context) const override
    {
        m_projection.apply(input.hidden, scratch.projected);
        const int width = m_heads * m_headSize;
        scratch.derived.resize(input.hidden.rows(), 3 * static_cast<Eigen::Index>(width));
        for (int role = 0; role < 3; ++role)
            scratch.derived.middleCols(role * width, width) = scratch.projected.array().rowwise() * m_scales[role].array();
        const ProjectedHeads heads = projectedHeads(scratch.derived, m_heads, m_headSize);
        keepProjections(heads, input, trace);
        attendByScores(heads.query, heads.key, heads.value, input, scratch, trace, context);
    }

    void propagateBack(const AttentionBackward &backward, AttentionScratch &gradients, Matrix &hidden) const override
    {
        const auto tokens = static_cast<int>(backward.context.rows());
        attendByScoresBackward(projectedHeads(backward.record.derived, m_heads, m_headSize), backward,
                               projectedGradients(gradients.derived, tokens, m_heads, m_headSize), gradients);
        const int width = m_heads * m_headSize;
        gradients.projected.setZero(tokens, width);
        for (int role = 0; role < 3; ++role)
            gradients.projected.array() +=
                gradients.derived.middleCols(role * width, width).array().rowwise() * m_scales[role].array();
        m_projection.transposed().apply(gradients.projected, hidden);
    }

private:
    int m_heads;
    int m_headSize;
    Linear m_projection;            // S
    std::array<Scale, 3> m_scales;  // D_q, D_k, D_v: H*dh each
};

SharedAttention::Scale scale(const TensorSource &tensors, const std::string &name)
{
    const std::vector<float> values = tensors.vector(name);
    return Eigen::Map<const SharedAttention::Scale>(values.data(), static_cast<Eigen::Index>(values.size()));
}

}  // namespace

std::unique_ptr<AttentionLayer> makeSharedAttention(const ModelConfig &config, const TensorSource &tensors,
                                                    const std::string &prefix)
{
    return std::make_unique<SharedAttention>(config.heads, config.headSize, stackedProjection(tensors, prefix, {"shared"}),
                                             std::array{scale(tensors, prefix + "query_scale"),
                                                        scale(tensors, prefix + "key_scale"),
                                                        scale(tensors, prefix + "value_scale")});
}

}  // namespace core
