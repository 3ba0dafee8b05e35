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

// Of the block's heads its rows, or all rows of what is as long as the maps are wide.
template <typename Value>
StridedMatrices<Value> rowsOf(StridedMatrices<Value> heads, const MapBlock &block)
{
    heads.values += block.firstHead * heads.matrixStride + block.firstRow * heads.rowStride;
    heads.count = block.heads;
    heads.rows = block.rows;
    return heads;
}

template <typename Value>
StridedMatrices<Value> headsOf(StridedMatrices<Value> heads, const MapBlock &block)
{
    return rowsOf(heads, {block.firstHead, block.heads, 0, heads.rows});
}

void compareBlock(const HeadColumns &left, const HeadColumns &right, const MapBlock &block, HeadMatrices &maps)
{
    batchedProduct(rowsOf(stridedHeads(left), block), headsOf(stridedHeads(right), block).transposed(),
                   scoreScale(left.width), rowsOf(stridedMaps(maps), block));
}

void copyBlock(const HeadMatrices &maps, const MapBlock &block, HeadMatrices &copy)
{
    for (int head = block.firstHead; head < block.endHead(); ++head)
        copy[head].middleRows(block.firstRow, block.rows) = maps[head].middleRows(block.firstRow, block.rows);
}

void softmaxBlock(const MapBlock &block, HeadMatrices &maps)
{
    const auto begin = static_cast<std::size_t>(block.firstRow) * maps.columns();
    for (int head = block.firstHead; head < block.endHead(); ++head)
        softmaxRows(maps.data(head) + begin, block.rows, maps.columns());
}

void softmaxScores(const AttentionInput &input, const MapBlock &block, HeadMatrices &maps)
{
    scaleUniformHeads(input.mask, MaskMode::BeforeSoftmax, block, maps);
    maskPairs(input.mask.kept, block, maps);
    weighPairs(input.mask, MaskMode::BeforeSoftmax, block, maps);
    fillMaskedKeys(input.maskedKeys, -std::numeric_limits<float>::infinity(), block, maps);
    softmaxBlock(block, maps);
}

void mixBlock(const HeadMatrices &maps, const HeadColumns &value, const MapBlock &block, Matrix &context)
{
    batchedProduct(rowsOf(stridedMaps(maps), block), headsOf(stridedHeads(value), block), 1.0F,
                   rowsOf(stridedHeads(context, value.heads, value.width), block));
}

// What is done with the outputs of a layer's heads, whatever they came from.
void finishContext(const HeadColumns &value, const AttentionInput &input, LayerTrace &trace, Matrix &context)
{
    ablate(input.mask, value.width, context);
    if (input.kept.headOutput)
        trace.headOutput = copyOf({context, value.heads, value.width, 0});
}

// Memory for the maps of every query and key, which become the attention in place.
HeadMatrices &mapsFor(int heads, Eigen::Index queries, Eigen::Index keys, const AttentionInput &input,
                      AttentionScratch &scratch, LayerTrace &trace)
{
    HeadMatrices &maps = input.kept.attention ? trace.attention : scratch.maps;
    resize(maps, heads, static_cast<int>(queries), static_cast<int>(keys));
    if (input.kept.scores)
        resize(trace.scores, maps.heads(), maps.rows(), maps.columns());
    return maps;
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
    HeadMatrices copy = HeadMatrices::unset(columns.heads, static_cast<int>(columns.values.rows()), columns.width);
    for (int head = 0; head < columns.heads; ++head)
        copy[head] =
            columns.values.middleCols(columns.firstColumn + static_cast<Eigen::Index>(head) * columns.width, columns.width);
    return copy;
}

void resize(HeadMatrices &maps, int heads, int rows, int columns)
{
    if (maps.heads() != heads || maps.rows() != rows || maps.columns() != columns)
        maps = HeadMatrices::unset(heads, rows, columns);
}

void fillMaskedKeys(const std::vector<bool> &maskedKeys, float value, const MapBlock &block, HeadMatrices &maps)
{
    for (std::size_t key = 0; key < maskedKeys.size(); ++key) {
        if (!maskedKeys[key])
            continue;
        for (int head = block.firstHead; head < block.endHead(); ++head)
            maps[head].col(static_cast<Eigen::Index>(key)).segment(block.firstRow, block.rows).setConstant(value);
    }
}

void maskPairs(const PairMask &mask, const MapBlock &block, HeadMatrices &scores)
{
    if (mask.keepsEverything())
        return;
    const std::size_t columns = scores.columns();
    const std::size_t firstPair = block.firstRow * columns;
    const std::size_t pairs = block.rows * columns;
    for (int head = block.firstHead; head < block.endHead(); ++head) {
        const std::size_t ofHead = mask.heads == 1 ? 0 : head * scores.rows() * columns;
        const std::uint8_t *kept = mask.kept.data() + ofHead + firstPair;
        float *score = scores.data(head) + firstPair;
        for (std::size_t pair = 0; pair < pairs; ++pair)
            score[pair] = kept[pair] != 0 ? score[pair] : -std::numeric_limits<float>::infinity();
    }
}

void weighPairs(const LayerMask &mask, MaskMode mode, const MapBlock &block, HeadMatrices &maps)
{
    if (mask.unweighed.keepsEverything() || mask.mode != mode)
        return;
    const float bias = std::log(mask.factor);
    for (int head = block.firstHead; head < block.endHead(); ++head) {
        MutableMatrixView map = maps[head];
        for (int query = block.firstRow; query < block.endRow(); ++query) {
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
    forMapBlocks(maps, operationsPerSoftmaxCell, [&maps](const MapBlock &block) { softmaxBlock(block, maps); });
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
    HeadMatrices &maps = mapsFor(left.heads, left.values.rows(), right.values.rows(), input, scratch, trace);
    compareBlock(left, right, wholeOf(maps), maps);
    if (input.kept.scores)
        copyBlock(maps, wholeOf(maps), trace.scores);
    return maps;
}

void softmaxScores(const AttentionInput &input, HeadMatrices &maps)
{
    forMapBlocks(maps, operationsPerSoftmaxCell, [&](const MapBlock &block) { softmaxScores(input, block, maps); });
}

void mixValues(const HeadColumns &value, const AttentionInput &input, HeadMatrices &maps, LayerTrace &trace, Matrix &context)
{
    limitRanks(input.rankLimits, input.stop, maps);
    context.resize(maps.rows(), static_cast<Eigen::Index>(value.heads) * value.width);
    mixBlock(maps, value, wholeOf(maps), context);
    finishContext(value, input, trace, context);
}

void attendByScores(const HeadColumns &left, const HeadColumns &right, const HeadColumns &value, const AttentionInput &input,
                    AttentionScratch &scratch, LayerTrace &trace, Matrix &context)
{
    HeadMatrices &maps = mapsFor(left.heads, left.values.rows(), right.values.rows(), input, scratch, trace);
    context.resize(maps.rows(), static_cast<Eigen::Index>(value.heads) * value.width);
    const bool mixesAtOnce = input.rankLimits.empty();  // a rank is a whole map's
    const double operationsPerCell = 2.0 * left.width + operationsPerSoftmaxCell + 2.0 * value.width;
    forMapBlocks(maps, operationsPerCell, [&](const MapBlock &block) {
        compareBlock(left, right, block, maps);
        if (input.kept.scores)
            copyBlock(maps, block, trace.scores);
        softmaxScores(input, block, maps);
        blendUniform(input.mask, input.maskedKeys, block, maps);
        weighPairs(input.mask, MaskMode::AfterSoftmax, block, maps);
        if (mixesAtOnce)
            mixBlock(maps, value, block, context);
    });
    if (!mixesAtOnce) {
        limitRanks(input.rankLimits, input.stop, maps);
        mixBlock(maps, value, wholeOf(maps), context);
    }
    finishContext(value, input, trace, context);
}

}  // namespace core
