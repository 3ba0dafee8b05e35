#include "core/model/attention/symmetric.h"

#include "core/model/attention/head_steps.h"

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
