#include "core/model/attention/linear.h"

#include "core/base/parallel_for.h"
#include "core/model/attention/head_steps.h"
#include "core/ops/softmax.h"

#include <cmath>
#include <limits>
#include <utility>

namespace core {
namespace {

// What both variants have: three projections, and a dh x dh context per head between the keys and the values.
class LinearAttention : public AttentionLayer
{
public:
    LinearAttention(int heads, int headSize, Linear projection)
        : m_heads(heads), m_headSize(headSize), m_projection(std::move(projection))
    {
    }

    void attend(const AttentionInput &input, AttentionScratch &scratch, LayerTrace &trace, Matrix &context) const override
    {
        m_projection.apply(input.hidden, scratch.projected);
        const ProjectedHeads heads = projectedHeads(scratch.projected, m_heads, m_headSize);
        keepProjections(heads, input, trace);
        context.resize(input.hidden.rows(), static_cast<Eigen::Index>(m_heads) * m_headSize);
        resize(scratch.maps, m_heads, m_headSize, m_headSize);
        mix(heads, input, scratch, trace, context);
        ablate(input.mask, m_headSize, context);
        if (input.kept.headOutput)
            trace.headOutput = copyOf({context, m_heads, m_headSize, 0});
    }

protected:
    virtual void mix(const ProjectedHeads &heads, const AttentionInput &input, AttentionScratch &scratch, LayerTrace &trace,
                     Matrix &context) const = 0;

    StridedMatrices<float> headsOf(Matrix &context) const { return stridedHeads(context, m_heads, m_headSize); }
    int heads() const { return m_heads; }
    int headSize() const { return m_headSize; }

private:
    int m_heads;
    int m_headSize;
    Linear m_projection;  // query, key and value
};

class EfficientAttention final : public LinearAttention
{
public:
    using LinearAttention::LinearAttention;

protected:
    void mix(const ProjectedHeads &projected, const AttentionInput &input, AttentionScratch &scratch, LayerTrace &trace,
             Matrix &context) const override
    {
        const auto tokens = static_cast<int>(input.hidden.rows());
        weighFeatures(input.maskedKeys, scratch.projected);
        const StridedMatrices<const float> queries = stridedHeads(projected.query);
        const StridedMatrices<const float> keys = stridedHeads(projected.key).transposed();
        const bool needsMap = input.kept.attention || !input.rankLimits.empty();
        if (needsMap) {
            resize(trace.attention, heads(), tokens, tokens);
            batchedProduct(queries, keys, 1.0F, stridedMaps(trace.attention));
            limitRanks(input.rankLimits, input.stop, trace.attention);
        }
        if (input.rankLimits.empty()) {
            batchedProduct(keys, stridedHeads(projected.value), 1.0F, stridedMaps(scratch.maps));
            batchedProduct(queries, stridedMaps(std::as_const(scratch.maps)), 1.0F, headsOf(context));
        } else {
            batchedProduct(stridedMaps(std::as_const(trace.attention)), stridedHeads(projected.value), 1.0F,
                           headsOf(context));
        }
        if (!input.kept.attention)
            trace.attention = {};
    }

private:
    // In place, query and key columns of n x (query, key, value): rho_q over the features, rho_k over the unmasked tokens.
    void weighFeatures(const std::vector<bool> &maskedKeys, Matrix &projected) const
    {
        const int width = heads() * headSize();
        const auto tokens = static_cast<int>(projected.rows());
        fillMaskedTokens(maskedKeys, -std::numeric_limits<float>::infinity(), width, width, projected);
        forRowBlocks(tokens, [&](int first, int count) {
            for (int token = first; token < first + count; ++token)
                softmaxRows(projected.row(token).data(), heads(), headSize());
        });
        const double operations = operationsPerSoftmaxCell * tokens * headSize();
        parallelFor(heads(), operations, [&](int head) {
            const int firstColumn = width + head * headSize();
            softmaxColumns(projected.data() + firstColumn, tokens, headSize(), projected.cols());
        });
    }
};

class ContextFirstAttention final : public LinearAttention
{
public:
    using LinearAttention::LinearAttention;

protected:
    void mix(const ProjectedHeads &projected, const AttentionInput &input, AttentionScratch &scratch, LayerTrace &trace,
             Matrix &context) const override
    {
        fillMaskedTokens(input.maskedKeys, 0.0F, projected.key.firstColumn, 2 * heads() * headSize(), scratch.projected);
        const float scale = 1.0F / std::sqrt(static_cast<float>(headSize()));
        batchedProduct(stridedHeads(projected.key).transposed(), stridedHeads(projected.value), scale,
                       stridedMaps(scratch.maps));
        softmaxMaps(input.maskedKeys, scratch.maps);
        limitRanks(input.rankLimits, input.stop, scratch.maps);
        batchedProduct(stridedHeads(projected.query), stridedMaps(std::as_const(scratch.maps)), 1.0F, headsOf(context));
        if (input.kept.attention)
            trace.attention = scratch.maps;
    }
};

}  // namespace

std::unique_ptr<AttentionLayer> makeLinearAttention(const ModelConfig &config, const TensorSource &tensors,
                                                    const std::string &prefix)
{
    Linear projection = stackedProjection(tensors, prefix, {"query", "key", "value"});
    if (config.attention.variant == LinearVariant::ContextFirst)
        return std::make_unique<ContextFirstAttention>(config.heads, config.headSize, std::move(projection));
    return std::make_unique<EfficientAttention>(config.heads, config.headSize, std::move(projection));
}

}  // namespace core
