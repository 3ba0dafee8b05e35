#include "core/model/attention/linear.h"

#include "core/base/parallel_for.h"
#include "core/model/attention/head_gradients.h"
#include "core/model/attention/uniform_heads.h"
#include "core/ops/softmax.h"

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

    void propagateBack(const AttentionBackward &backward, AttentionScratch &gradients, Matrix &hidden) const override
    {
        const auto tokens = static_cast<int>(backward.context.rows());
        const ProjectedGradients projected = projectedGradients(gradients.projected, tokens, m_heads, m_headSize);
        resize(gradients.maps, m_heads, m_headSize, m_headSize);
        mixBackward(projectedHeads(backward.record.projected, m_heads, m_headSize), backward, projected, gradients);
        m_projection.transposed().apply(gradients.projected, hidden);
    }

protected:
    virtual void mix(const ProjectedHeads &heads, const AttentionInput &input, AttentionScratch &scratch, LayerTrace &trace,
                     Matrix &context) const = 0;
    // The way back through mix(), which left what it mixed in the record. gradients.projected holds `projected`.
    virtual void mixBackward(const ProjectedHeads &mixed, const AttentionBackward &backward,
                             const ProjectedGradients &projected, AttentionScratch &gradients) const = 0;

    StridedMatrices<const float> headsOf(const Matrix &context) const
    {
        return stridedHeads({context, m_heads, m_headSize, 0});
    }
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
        weighFeatures(input.mask, input.maskedKeys, scratch.projected);
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

    // With weighed features q and k, C = k^T V and context q C: dq = dcontext C^T, dC = q^T dcontext, dk = V dC^T, dV = k dC.
    void mixBackward(const ProjectedHeads &mixed, const AttentionBackward &backward, const ProjectedGradients &projected,
                     AttentionScratch &gradients) const override
    {
        const StridedMatrices<const float> context = headsOf(backward.context);
        batchedProduct(context, stridedMaps(backward.record.maps).transposed(), 1.0F, projected.query);
        batchedProduct(stridedHeads(mixed.query).transposed(), context, 1.0F, stridedMaps(gradients.maps));
        const auto between = stridedMaps(std::as_const(gradients.maps));
        batchedProduct(stridedHeads(mixed.value), between.transposed(), 1.0F, projected.key);
        batchedProduct(stridedHeads(mixed.key), between, 1.0F, projected.value);
        weighFeaturesBackward(backward.input.mask, backward.record.projected, gradients.projected);
    }

private:
    void weighFeaturesBackward(const LayerMask &mask, const Matrix &weighed, Matrix &gradient) const
    {
        const int width = heads() * headSize();
        const auto tokens = static_cast<int>(weighed.rows());
        for (int token = 0; token < tokens; ++token)
            softmaxRowsGradient(weighed.row(token).data(), heads(), headSize(), gradient.row(token).data());
        softmaxColumnsGradient(weighed.data() + width, tokens, width, weighed.cols(), gradient.data() + width);
        scaleUniformHeads(mask, headSize(), 0, gradient);
        scaleUniformHeads(mask, headSize(), width, gradient);
    }

    // In place, query and key columns of n x (query, key, value): rho_q over the features, rho_k over the unmasked tokens. Those of a
    // uniform head are the same everywhere, and so is their product.
    void weighFeatures(const LayerMask &mask, const std::vector<bool> &maskedKeys, Matrix &projected) const
    {
        const int width = heads() * headSize();
        const auto tokens = static_cast<int>(projected.rows());
        scaleUniformHeads(mask, headSize(), 0, projected);
        scaleUniformHeads(mask, headSize(), width, projected);
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
        batchedProduct(stridedHeads(projected.key).transposed(), stridedHeads(projected.value), scoreScale(headSize()),
                       stridedMaps(scratch.maps));
        softmaxMaps(input.maskedKeys, scratch.maps);
        limitRanks(input.rankLimits, input.stop, scratch.maps);
        batchedProduct(stridedHeads(projected.query), stridedMaps(std::as_const(scratch.maps)), 1.0F, headsOf(context));
        if (input.kept.attention)
            trace.attention = scratch.maps;
    }

    // With C = softmax(K^T V / sqrt(dh)) and context Q C: dQ = dcontext C^T, dC = Q^T dcontext, and of the softmax's scores B
    // dK = V dB^T / sqrt(dh), dV = K dB / sqrt(dh). The keys and values of masked tokens are no part of B.
    void mixBackward(const ProjectedHeads &mixed, const AttentionBackward &backward, const ProjectedGradients &projected,
                     AttentionScratch &gradients) const override
    {
        const StridedMatrices<const float> context = headsOf(backward.context);
        batchedProduct(context, stridedMaps(backward.record.maps).transposed(), 1.0F, projected.query);
        batchedProduct(stridedHeads(mixed.query).transposed(), context, 1.0F, stridedMaps(gradients.maps));
        if (backward.maps)
            *backward.maps = gradients.maps;
        softmaxMapsBackward(backward.record.maps, gradients.maps);
        const auto scores = stridedMaps(std::as_const(gradients.maps));
        batchedProduct(stridedHeads(mixed.value), scores.transposed(), scoreScale(headSize()), projected.key);
        batchedProduct(stridedHeads(mixed.key), scores, scoreScale(headSize()), projected.value);
        const int width = heads() * headSize();
        fillMaskedTokens(backward.input.maskedKeys, 0.0F, width, 2 * width, gradients.projected);
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
