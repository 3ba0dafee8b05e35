#include "core/model/attention/head_steps.h"

#include "core/base/parallel_for.h"
#include "core/model/attention/uniform_heads.h"
#include "core/ops/low_rank.h"
#include "core/ops/softmax.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace core {
namespace {

template <typename Value, typename Maps>
StridedMatrices<Value> stridedOver(Maps &maps)
{
    return {maps.data(),
            maps.heads(),
            maps.rows(),
            maps.columns(),
            static_cast<std::ptrdiff_t>(maps.rows()) * maps.columns(),
            maps.columns(),
            1};
}

}  // namespace

StridedMatrices<const float> stridedHeads(const HeadColumns &columns)
{
    return {columns.values.data() + columns.firstColumn,
            columns.heads,
            static_cast<int>(columns.values.rows()),
            columns.width,
            columns.width,
            columns.values.cols(),
            1};
}

StridedMatrices<float> stridedHeads(Matrix &values, int heads, int width)
{
    return {values.data(), heads, static_cast<int>(values.rows()), width, width, values.cols(), 1};
}

StridedMatrices<const float> stridedMaps(const HeadMatrices &maps)
{
    return stridedOver<const float>(maps);
}

StridedMatrices<float> stridedMaps(HeadMatrices &maps)
{
    return stridedOver<float>(maps);
}

HeadMatrices copyOf(const HeadColumns &columns)
{
    HeadMatrices copy(columns.heads, static_cast<int>(columns.values.rows()), columns.width);
    for (int head = 0; head < columns.heads; ++head)
        copy[head] =
            columns.values.middleCols(columns.firstColumn + static_cast<Eigen::Index>(head) * columns.width, columns.width);
    return copy;
}

void resize(HeadMatrices &maps, int heads, int rows, int columns)
{
    if (maps.heads() != heads || maps.rows() != rows || maps.columns() != columns)
        maps = HeadMatrices(heads, rows, columns);
}

void fillMaskedKeys(const std::vector<bool> &maskedKeys, float value, HeadMatrices &maps)
{
    for (std::size_t key = 0; key < maskedKeys.size(); ++key) {
        if (!maskedKeys[key])
            continue;
        for (int head = 0; head < maps.heads(); ++head)
            maps[head].col(static_cast<Eigen::Index>(key)).setConstant(value);
    }
}

void maskPairs(const PairMask &mask, HeadMatrices &scores)
{
    if (mask.keepsEverything())
        return;
    for (int head = 0; head < scores.heads(); ++head) {
        const std::uint8_t *kept = mask.kept.data() + (mask.heads == 1 ? 0 : head * scores.size() / scores.heads());
        float *score = scores.data(head);
        for (std::size_t pair = 0; pair < scores.size() / scores.heads(); ++pair)
            score[pair] = kept[pair] != 0 ? score[pair] : -std::numeric_limits<float>::infinity();
    }
}

void weighPairs(const LayerMask &mask, MaskMode mode, HeadMatrices &maps)
{
    if (mask.unweighed.keepsEverything() || mask.mode != mode)
        return;
    const float bias = std::log(mask.factor);
    for (int head = 0; head < maps.heads(); ++head) {
        MutableMatrixView map = maps[head];
        for (int query = 0; query < maps.rows(); ++query) {
            for (int key = 0; key < maps.columns(); ++key) {
                if (!mask.unweighed.keeps(head, query, key))
                    map(query, key) =
                        mode == MaskMode::BeforeSoftmax ? map(query, key) + bias : map(query, key) * mask.factor;
            }
        }
    }
}

void softmaxMaps(HeadMatrices &maps)
{
    const double operations = operationsPerSoftmaxCell * maps.rows() * maps.columns();
    parallelFor(maps.heads(), operations, [&maps](int head) { softmaxRows(maps.data(head), maps.rows(), maps.columns()); });
}

void softmaxMaps(const std::vector<bool> &maskedKeys, HeadMatrices &maps)
{
    const bool hasKey = maskedKeys.empty() || std::ranges::find(maskedKeys, false) != maskedKeys.end();
    if (hasKey)
        softmaxMaps(maps);
    else
        std::fill_n(maps.data(), maps.size(), 0.0F);
}

void fillMaskedTokens(const std::vector<bool> &maskedKeys, float value, int firstColumn, int count, Matrix &values)
{
    for (std::size_t token = 0; token < maskedKeys.size(); ++token) {
        if (maskedKeys[token])
            values.row(static_cast<Eigen::Index>(token)).segment(firstColumn, count).setConstant(value);
    }
}

void limitRanks(RankLimits limits, const StopToken &stop, HeadMatrices &maps)
{
    const double smaller = std::min(maps.rows(), maps.columns());
    const double operationsEach =
        12.0 * maps.rows() * maps.columns() * smaller;  // Gram matrix, its eigenvectors, the product
    parallelFor(static_cast<int>(limits.size()), operationsEach, [&](int head) {
        if (limits[head] && !stop.stop_requested())
            limitRank(maps[head], *limits[head]);
    });
}

Linear stackedProjection(const TensorSource &tensors, const std::string &prefix, std::initializer_list<const char *> roles)
{
    const std::string stacked = prefix + "projection";
    if (tensors.contains(stacked + ".weight"))
        return linear(tensors, stacked);
    Matrix weight;
    std::vector<float> bias;
    for (const char *role : roles) {
        const Matrix part = tensors.weight(prefix + role + ".weight");
        const std::vector<float> partBias = tensors.bias(prefix + role + ".bias");
        weight.conservativeResize(weight.rows() + part.rows(), part.cols());
        weight.bottomRows(part.rows()) = part;
        bias.insert(bias.end(), partBias.begin(), partBias.end());
    }
    return {viewOf(weight), bias};
}

ProjectedHeads projectedHeads(const Matrix &projected, int heads, int headSize)
{
    const int width = heads * headSize;
    return {.query = {projected, heads, headSize, 0},
            .key = {projected, heads, headSize, width},
            .value = {projected, heads, headSize, 2 * width}};
}

void keepProjections(const ProjectedHeads &heads, const AttentionInput &input, LayerTrace &trace)
{
    if (!input.kept.projections)
        return;
    trace.query = copyOf(heads.query);
    trace.key = copyOf(heads.key);
    trace.value = copyOf(heads.value);
}

float scoreScale(int headSize)
{
    return 1.0F / std::sqrt(static_cast<float>(headSize));
}

HeadMatrices &compareHeads(const HeadColumns &left, const HeadColumns &right, const AttentionInput &input,
                           AttentionScratch &scratch, LayerTrace &trace)
{
    HeadMatrices &maps = input.kept.attention ? trace.attention : scratch.maps;
    resize(maps, left.heads, static_cast<int>(left.values.rows()), static_cast<int>(right.values.rows()));
    batchedProduct(stridedHeads(left), stridedHeads(right).transposed(), scoreScale(left.width), stridedMaps(maps));
    if (input.kept.scores)
        trace.scores = maps;
    return maps;
}

void softmaxScores(const AttentionInput &input, HeadMatrices &maps)
{
    scaleUniformHeads(input.mask, MaskMode::BeforeSoftmax, maps);
    maskPairs(input.mask.kept, maps);
    weighPairs(input.mask, MaskMode::BeforeSoftmax, maps);
    fillMaskedKeys(input.maskedKeys, -std::numeric_limits<float>::infinity(), maps);
    softmaxMaps(maps);
}

void mixValues(const HeadColumns &value, const AttentionInput &input, HeadMatrices &maps, LayerTrace &trace, Matrix &context)
{
    limitRanks(input.rankLimits, input.stop, maps);
    context.resize(maps.rows(), static_cast<Eigen::Index>(value.heads) * value.width);
    batchedProduct(stridedMaps(std::as_const(maps)), stridedHeads(value), 1.0F,
                   stridedHeads(context, value.heads, value.width));
    ablate(input.mask, value.width, context);
    if (input.kept.headOutput)
        trace.headOutput = copyOf({context, value.heads, value.width, 0});
}

void attendByScores(const HeadColumns &left, const HeadColumns &right, const HeadColumns &value, const AttentionInput &input,
                    AttentionScratch &scratch, LayerTrace &trace, Matrix &context)
{
    HeadMatrices &maps = compareHeads(left, right, input, scratch, trace);
    softmaxScores(input, maps);
    blendUniform(input.mask, input.maskedKeys, maps);
    weighPairs(input.mask, MaskMode::AfterSoftmax, maps);
    mixValues(value, input, maps, trace, context);
}

}  // namespace core
