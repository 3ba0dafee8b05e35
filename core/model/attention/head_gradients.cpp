#include "core/model/attention/head_gradients.h"

#include "core/base/parallel_for.h"
#include "core/model/attention/uniform_heads.h"
#include "core/ops/softmax.h"

#include <utility>

namespace core {
namespace {

bool actsAfterSoftmax(const LayerMask &mask)
{
    return mask.mode == MaskMode::AfterSoftmax && (blendsUniform(mask) || !mask.unweighed.keepsEverything());
}

// Attention between the softmax and what the mask makes of it, which is all that the pass keeps.
HeadMatrices attentionOfSoftmax(const ProjectedHeads &compared, const AttentionInput &input)
{
    AttentionScratch scratch;
    LayerTrace nothingKept;
    HeadMatrices &maps = compareHeads(compared.query, compared.key, input, scratch, nothingKept);
    softmaxScores(input, maps);
    return std::move(maps);
}

}  // namespace

ProjectedGradients projectedGradients(Matrix &projected, int tokens, int heads, int headSize)
{
    const int width = heads * headSize;
    projected.resize(tokens, 3 * static_cast<Eigen::Index>(width));
    return {.query = stridedHeads(projected, heads, headSize, 0),
            .key = stridedHeads(projected, heads, headSize, width),
            .value = stridedHeads(projected, heads, headSize, 2 * width)};
}

StridedMatrices<float> stridedHeads(Matrix &values, int heads, int width, int firstColumn)
{
    StridedMatrices<float> strided = stridedHeads(values, heads, width);
    strided.values += firstColumn;
    return strided;
}

void mixValuesBackward(const HeadColumns &value, const HeadMatrices &maps, const AttentionBackward &backward,
                       const StridedMatrices<float> &valueGradient, HeadMatrices &mapGradient)
{
    const StridedMatrices<const float> context = stridedHeads({backward.context, value.heads, value.width, 0});
    resize(mapGradient, maps.heads(), maps.rows(), maps.columns());
    batchedProduct(context, stridedHeads(value).transposed(), 1.0F, stridedMaps(mapGradient));
    batchedProduct(stridedMaps(maps).transposed(), context, 1.0F, valueGradient);
    if (backward.maps)
        *backward.maps = mapGradient;
}

void softmaxMapsBackward(const HeadMatrices &softmax, HeadMatrices &gradient)
{
    const double operations = 4.0 * gradient.rows() * gradient.columns();
    parallelFor(gradient.heads(), operations, [&](int head) {
        softmaxRowsGradient(softmax.data(head), gradient.rows(), gradient.columns(), gradient.data(head));
    });
}

HeadMatrices &scoreGradients(const ProjectedHeads &compared, const AttentionBackward &backward,
                             const StridedMatrices<float> &valueGradient, AttentionScratch &gradients)
{
    const HeadMatrices &maps = backward.record.maps;
    mixValuesBackward(compared.value, maps, backward, valueGradient, gradients.maps);
    const LayerMask &mask = backward.input.mask;
    if (actsAfterSoftmax(mask)) {
        weighPairs(mask, MaskMode::AfterSoftmax, wholeOf(gradients.maps), gradients.maps);
        scaleUniformHeads(mask, MaskMode::AfterSoftmax, wholeOf(gradients.maps), gradients.maps);
        softmaxMapsBackward(attentionOfSoftmax(compared, backward.input), gradients.maps);
    } else {
        softmaxMapsBackward(maps, gradients.maps);
        scaleUniformHeads(mask, MaskMode::BeforeSoftmax, wholeOf(gradients.maps), gradients.maps);
    }
    return gradients.maps;
}

void attendByScoresBackward(const ProjectedHeads &compared, const AttentionBackward &backward,
                            const ProjectedGradients &projected, AttentionScratch &gradients)
{
    const StridedMatrices<const float> scores =
        stridedMaps(std::as_const(scoreGradients(compared, backward, projected.value, gradients)));
    const float scale = scoreScale(compared.query.width);
    batchedProduct(scores, stridedHeads(compared.key), scale, projected.query);
    batchedProduct(scores.transposed(), stridedHeads(compared.query), scale, projected.key);
}

}  // namespace core
