#include "core/model/attention/linformer.h"

#include "core/model/attention/head_gradients.h"
#include "core/model/attention/uniform_heads.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace core {
namespace {

using LengthProjection = std::shared_ptr<const HeadMatrices>;  // H x k x longest, or 1 x k x longest where heads share it

// The first `tokens` columns of E or F, one matrix for each head that has its own.
StridedMatrices<const float> firstColumns(const HeadMatrices &projection, int tokens)
{
    StridedMatrices<const float> view = stridedMaps(projection);
    view.columns = tokens;
    return view;
}

class LinformerAttention final : public AttentionLayer
{
public:
    LinformerAttention(int heads, int headSize, Linear projection, LengthProjection forKeys, LengthProjection forValues)
        : m_heads(heads), m_headSize(headSize), m_projection(std::move(projection)), m_forKeys(std::move(forKeys)),
          m_forValues(std::move(forValues))
    {
    }

    AttentionParameters parameters() const override { return {.keyProjection = m_forKeys, .valueProjection = m_forValues}; }

    void attend(const AttentionInput &input, AttentionScratch &scratch, LayerTrace &trace, Matrix &context) const override
    {
        m_projection.apply(input.hidden, scratch.projected);
        const ProjectedHeads heads = projectedHeads(scratch.projected, m_heads, m_headSize);
        keepProjections(heads, input, trace);
        fillMaskedTokens(input.maskedKeys, 0.0F, heads.key.firstColumn, 2 * m_heads * m_headSize, scratch.projected);
        compress(heads, scratch.derived);
        attendToSlots(heads.query, input, scratch, trace, context);
        if (!input.kept.effective)
            return;
        trace.effective =
            effectiveMap(input.kept.attention ? trace.attention : scratch.maps, static_cast<int>(input.hidden.rows()));
        fillMaskedKeys(input.maskedKeys, 0.0F, wholeOf(trace.effective), trace.effective);
    }

    // gradients.derived: dE K on the left and dF V on the right, as in the record.
    void propagateBack(const AttentionBackward &backward, AttentionScratch &gradients, Matrix &hidden) const override
    {
        const int width = m_heads * m_headSize;
        const AttentionScratch &record = backward.record;
        const HeadColumns query{record.projected, m_heads, m_headSize, 0};
        const HeadColumns keys{record.derived, m_heads, m_headSize, 0};
        const HeadColumns values{record.derived, m_heads, m_headSize, width};
        const auto tokens = static_cast<int>(backward.context.rows());
        const ProjectedGradients projected = projectedGradients(gradients.projected, tokens, m_heads, m_headSize);
        gradients.derived.resize(slots(), 2 * static_cast<Eigen::Index>(width));
        mixValuesBackward(values, record.maps, backward, stridedHeads(gradients.derived, m_heads, m_headSize, width),
                          gradients.maps);
        weighSlotsBackward(query, keys, backward, gradients.maps);
        const auto scores = stridedMaps(std::as_const(gradients.maps));
        batchedProduct(scores, stridedHeads(keys), scoreScale(m_headSize), projected.query);
        batchedProduct(scores.transposed(), stridedHeads(query), scoreScale(m_headSize),
                       stridedHeads(gradients.derived, m_heads, m_headSize, 0));
        expandOne(*m_forKeys, gradients.derived, 0, gradients.projected, width);
        expandOne(*m_forValues, gradients.derived, width, gradients.projected, 2 * width);
        fillMaskedTokens(backward.input.maskedKeys, 0.0F, width, 2 * width, gradients.projected);
        m_projection.transposed().apply(gradients.projected, hidden);
    }

private:
    int slots() const { return m_forKeys->rows(); }

    // E K on the left and F V on the right, slots x H*dh each.
    void compress(const ProjectedHeads &heads, Matrix &compressed) const
    {
        const int width = m_heads * m_headSize;
        compressed.resize(slots(), 2 * static_cast<Eigen::Index>(width));
        compressOne(*m_forKeys, heads.key, compressed, 0);
        compressOne(*m_forValues, heads.value, compressed, width);
    }

    // A projection that the heads share meets all of them at once: they lie side by side like one wide head.
    void compressOne(const HeadMatrices &projection, const HeadColumns &heads, Matrix &compressed, int firstColumn) const
    {
        const int parts = projection.heads();
        const int width = m_heads * m_headSize / parts;
        const auto tokens = static_cast<int>(heads.values.rows());
        batchedProduct(firstColumns(projection, tokens), stridedHeads({heads.values, parts, width, heads.firstColumn}), 1.0F,
                       stridedHeads(compressed, parts, width, firstColumn));
    }

    // The way back through compressOne(): E^T of slots x H*dh.
    void expandOne(const HeadMatrices &projection, const Matrix &compressed, int firstCompressed, Matrix &expanded,
                   int firstExpanded) const
    {
        const int parts = projection.heads();
        const int width = m_heads * m_headSize / parts;
        batchedProduct(firstColumns(projection, static_cast<int>(expanded.rows())).transposed(),
                       stridedHeads({compressed, parts, width, firstCompressed}), 1.0F,
                       stridedHeads(expanded, parts, width, firstExpanded));
    }

    void attendToSlots(const HeadColumns &query, const AttentionInput &input, AttentionScratch &scratch, LayerTrace &trace,
                       Matrix &context) const
    {
        const HeadColumns keys{scratch.derived, m_heads, m_headSize, 0};
        const HeadColumns values{scratch.derived, m_heads, m_headSize, m_heads * m_headSize};
        HeadMatrices &maps = compareHeads(query, keys, input, scratch, trace);
        softmaxScoresOfSlots(input, maps);
        blendUniform(input.mask, closedSlots(input.maskedKeys), wholeOf(maps), maps);
        mixValues(values, input, maps, trace, context);
    }

    static void softmaxScoresOfSlots(const AttentionInput &input, HeadMatrices &maps)
    {
        scaleUniformHeads(input.mask, MaskMode::BeforeSoftmax, wholeOf(maps), maps);
        softmaxMaps(input.maskedKeys, maps);
    }

    // Where every token is masked there is nothing in any slot to attend to; otherwise none is closed.
    std::vector<bool> closedSlots(const std::vector<bool> &maskedKeys) const
    {
        const bool hasKey = maskedKeys.empty() || !std::ranges::all_of(maskedKeys, std::identity());
        return hasKey ? std::vector<bool>() : std::vector<bool>(static_cast<std::size_t>(slots()), true);
    }

    // From dy / dmap to dy / dscores, in place.
    static void weighSlotsBackward(const HeadColumns &query, const HeadColumns &keys, const AttentionBackward &backward,
                                   HeadMatrices &gradient)
    {
        const LayerMask &mask = backward.input.mask;
        if (!blendsUniform(mask)) {
            softmaxMapsBackward(backward.record.maps, gradient);
            scaleUniformHeads(mask, MaskMode::BeforeSoftmax, wholeOf(gradient), gradient);
            return;
        }
        AttentionScratch scratch;
        LayerTrace nothingKept;
        HeadMatrices &softmax = compareHeads(query, keys, backward.input, scratch, nothingKept);
        softmaxScoresOfSlots(backward.input, softmax);
        scaleUniformHeads(mask, MaskMode::AfterSoftmax, wholeOf(gradient), gradient);
        softmaxMapsBackward(softmax, gradient);
    }

    // P F, H x n x n. Under a shared F the maps of all heads stand below each other like one tall map.
    HeadMatrices effectiveMap(const HeadMatrices &attention, int tokens) const
    {
        HeadMatrices effective = HeadMatrices::unset(m_heads, tokens, tokens);
        const int parts = m_forValues->heads();
        const int rows = m_heads * tokens / parts;
        const StridedMatrices<const float> maps{attention.data(), parts, rows, slots(), std::ptrdiff_t{1} * rows * slots(),
                                                slots(),          1};
        const StridedMatrices<float> target{effective.data(), parts, rows, tokens, std::ptrdiff_t{1} * rows * tokens,
                                            tokens,           1};
        batchedProduct(maps, firstColumns(*m_forValues, tokens), 1.0F, target);
        return effective;
    }

    int m_heads;
    int m_headSize;
    Linear m_projection;           // query, key and value
    LengthProjection m_forKeys;    // E
    LengthProjection m_forValues;  // F; the same object as E where they are shared
};

std::pair<LengthProjection, LengthProjection> lengthProjections(const ModelConfig &config, const TensorSource &tensors,
                                                                const std::string &prefix)
{
    const auto read = [&tensors](const std::string &name) { return tensors.sharedHeads(name); };
    switch (config.attention.sharing) {
    case ProjectionSharing::None:
    case ProjectionSharing::Headwise: return {read(prefix + "key_projection"), read(prefix + "value_projection")};
    case ProjectionSharing::KeyValue: {
        const LengthProjection both = read(prefix + "projection");
        return {both, both};
    }
    case ProjectionSharing::Layerwise: break;
    }
    const LengthProjection everywhere = read("encoder.projection");
    return {everywhere, everywhere};
}

}  // namespace

std::unique_ptr<AttentionLayer> makeLinformerAttention(const ModelConfig &config, const TensorSource &tensors,
                                                       const std::string &prefix)
{
    auto [forKeys, forValues] = lengthProjections(config, tensors, prefix);
    return std::make_unique<LinformerAttention>(config.heads, config.headSize,
                                                stackedProjection(tensors, prefix, {"query", "key", "value"}),
                                                std::move(forKeys), std::move(forValues));
}

}  // namespace core
