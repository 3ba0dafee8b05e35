#include "tests/support/reference_attention.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <limits>

namespace support {
namespace {

constexpr double minusInfinity = -std::numeric_limits<double>::infinity();

struct Layer {
    const ReferenceModel &model;
    int index;
    const std::string prefix;  // "encoder.layer.0.attention.self."
    const std::vector<bool> &maskedKeys;
    const ReferenceMask &mask;

    const core::AttentionConfig &kind() const { return model.config.attention; }
    double scale() const { return 1.0 / std::sqrt(model.config.headSize); }
    bool isMasked(int token) const { return !maskedKeys.empty() && maskedKeys[token]; }
    bool hasKey() const { return maskedKeys.empty() || !std::ranges::all_of(maskedKeys, std::identity()); }
};

// The first columns of a matrix of two dimensions, or of matrix `index` of a tensor of three.
ReferenceMatrix part(const ReferenceTensor &tensor, int index, int columns)
{
    ReferenceMatrix matrix(static_cast<int>(tensor.shape[tensor.shape.size() - 2]), columns);
    const auto stored = static_cast<int>(tensor.shape.back());
    for (int row = 0; row < matrix.rows; ++row) {
        for (int column = 0; column < columns; ++column)
            matrix(row, column) = tensor.values[(static_cast<std::size_t>(index) * matrix.rows + row) * stored + column];
    }
    return matrix;
}

ReferenceMatrix headColumns(const ReferenceMatrix &projected, int head, int headSize)
{
    ReferenceMatrix columns(projected.rows, headSize);
    for (int row = 0; row < columns.rows; ++row) {
        for (int column = 0; column < headSize; ++column)
            columns(row, column) = projected(row, head * headSize + column);
    }
    return columns;
}

ReferenceMatrix scaled(ReferenceMatrix matrix, double factor)
{
    for (double &value : matrix.values)
        value *= factor;
    return matrix;
}

ReferenceMatrix withoutMaskedRows(const Layer &layer, ReferenceMatrix rows)
{
    for (int row = 0; row < rows.rows; ++row) {
        for (int column = 0; column < rows.columns && layer.isMasked(row); ++column)
            rows(row, column) = 0.0;
    }
    return rows;
}

ReferenceMatrix withMaskedColumns(const Layer &layer, ReferenceMatrix map, double value)
{
    for (int row = 0; row < map.rows; ++row) {
        for (int column = 0; column < map.columns; ++column)
            map(row, column) = layer.isMasked(column) ? value : map(row, column);
    }
    return map;
}

// Slots and features have no masked columns, but where every token is masked there is nothing to attend to.
ReferenceMatrix softmaxWhereThereAreKeys(const Layer &layer, const ReferenceMatrix &scores)
{
    return layer.hasKey() ? softmaxOfRows(scores) : ReferenceMatrix(scores.rows, scores.columns);
}

// The place of a pair in the upper triangle of a longest x longest matrix, counted cell by cell.
int triangleIndex(int query, int key, int longest)
{
    int index = std::max(query, key) - std::min(query, key);
    for (int row = 0; row < std::min(query, key); ++row)
        index += longest - row;
    return index;
}

bool keepsPair(const Layer &layer, int head, int query, int key)
{
    const auto isOpen = [&](int gate) {
        const ReferenceTensor &gates = layer.model.tensors.at("encoder.attention_mask.gates");
        return gates.values[static_cast<std::size_t>(head * gates.shape[1] + gate)] > 0.0;
    };
    switch (layer.kind().trainedMask) {
    case core::TrainedMask::Full: return true;
    case core::TrainedMask::NoDiagonal: return query != key;
    case core::TrainedMask::Structured: return isOpen(std::abs(query - key));
    case core::TrainedMask::Unstructured: return isOpen(triangleIndex(query, key, layer.model.config.maxPositions));
    }
    return true;
}

double shareOfPair(const Layer &layer, int head, int query, int key)
{
    if (layer.mask.before)
        return layer.mask.before(layer.index, head, query, key);
    return keepsPair(layer, head, query, key) ? 1.0 : 0.0;
}

void blendUniform(const Layer &layer, int head, const ReferenceMatrix &scores, ReferenceMatrix &attention)
{
    for (int row = 0; row < attention.rows; ++row)
        blendUniformRow(scores, row, layer.mask.uniformAfter(layer.index, head), attention);
}

// What uniform leaves of scores before the softmax.
ReferenceMatrix lessUniform(const Layer &layer, int head, const ReferenceMatrix &scores)
{
    return scaled(scores, 1.0 - layer.mask.uniformBefore(layer.index, head));
}

void compareTokens(const Layer &layer, int head, const ReferenceMatrix &left, ReferenceHead &result)
{
    result.scores = scaled(product(left, transposed(result.key)), layer.scale());
    ReferenceMatrix allowed = withMaskedColumns(layer, lessUniform(layer, head, result.scores), minusInfinity);
    for (int query = 0; query < allowed.rows; ++query) {
        for (int key = 0; key < allowed.columns; ++key)
            allowed(query, key) += std::log(shareOfPair(layer, head, query, key));
    }
    result.attention = softmaxOfRows(allowed);
    blendUniform(layer, head, allowed, result.attention);
    for (int query = 0; layer.mask.after && query < allowed.rows; ++query) {
        for (int key = 0; key < allowed.columns; ++key)
            result.attention(query, key) *= layer.mask.after(layer.index, head, query, key);
    }
    result.output = product(result.attention, result.value);
}

// E or F of one head: k x n.
ReferenceMatrix lengthProjection(const Layer &layer, int head, const std::string &role, int tokens)
{
    switch (layer.kind().sharing) {
    case core::ProjectionSharing::None: return part(layer.model.tensors.at(layer.prefix + role), head, tokens);
    case core::ProjectionSharing::Headwise: return part(layer.model.tensors.at(layer.prefix + role), 0, tokens);
    case core::ProjectionSharing::KeyValue: return part(layer.model.tensors.at(layer.prefix + "projection"), 0, tokens);
    case core::ProjectionSharing::Layerwise: break;
    }
    return part(layer.model.tensors.at("encoder.projection"), 0, tokens);
}

void compareWithSlots(const Layer &layer, int head, ReferenceHead &result)
{
    const int tokens = result.query.rows;
    const ReferenceMatrix forKeys = lengthProjection(layer, head, "key_projection", tokens);
    const ReferenceMatrix forValues = lengthProjection(layer, head, "value_projection", tokens);
    const ReferenceMatrix keys = product(forKeys, withoutMaskedRows(layer, result.key));
    result.scores = scaled(product(result.query, transposed(keys)), layer.scale());
    result.attention = softmaxWhereThereAreKeys(layer, lessUniform(layer, head, result.scores));
    if (layer.hasKey())
        blendUniform(layer, head, result.scores, result.attention);
    result.effective = withMaskedColumns(layer, product(result.attention, forValues), 0.0);
    result.output = product(result.effective, result.value);
}

void mixLinearly(const Layer &layer, int head, ReferenceHead &result)
{
    if (layer.kind().variant == core::LinearVariant::Efficient) {
        const ReferenceMatrix keys = lessUniform(layer, head, transposed(result.key));
        const ReferenceMatrix weights = softmaxOfRows(withMaskedColumns(layer, keys, minusInfinity));
        result.attention = product(softmaxOfRows(lessUniform(layer, head, result.query)), weights);
        const ReferenceMatrix pairs(result.attention.rows, result.attention.columns);
        blendUniform(layer, head, withMaskedColumns(layer, pairs, minusInfinity), result.attention);
        result.output = product(result.attention, result.value);
        return;
    }
    const ReferenceMatrix context = product(transposed(withoutMaskedRows(layer, result.key)), result.value);
    result.attention = softmaxWhereThereAreKeys(layer, scaled(context, layer.scale()));
    result.output = product(result.query, result.attention);
}

// Shared attention: one projection scaled column by column for each role.
ReferenceMatrix projection(const Layer &layer, const std::string &role, const ReferenceMatrix &hidden)
{
    if (layer.kind().kind != core::AttentionKind::Shared)
        return linear(layer.model, layer.prefix + role, hidden);
    ReferenceMatrix values = linear(layer.model, layer.prefix + "shared", hidden);
    const ReferenceVector &scales = layer.model.tensors.at(layer.prefix + role + "_scale").values;
    for (int row = 0; row < values.rows; ++row) {
        for (int column = 0; column < values.columns; ++column)
            values(row, column) *= scales[column];
    }
    return values;
}

void attend(const Layer &layer, int head, ReferenceHead &result)
{
    switch (layer.kind().kind) {
    case core::AttentionKind::Linformer: return compareWithSlots(layer, head, result);
    case core::AttentionKind::Linear: return mixLinearly(layer, head, result);
    case core::AttentionKind::Pairwise: {
        const ReferenceMatrix pairing =
            part(layer.model.tensors.at(layer.prefix + "pairwise"), head, layer.model.config.headSize);
        return compareTokens(layer, head, product(result.query, pairing), result);
    }
    default: return compareTokens(layer, head, result.query, result);
    }
}

}  // namespace

std::vector<ReferenceHead> referenceHeads(const ReferenceModel &model, int index, const ReferenceMatrix &hidden,
                                          const std::vector<bool> &maskedKeys, const ReferenceMask &mask)
{
    const Layer layer{model, index, "encoder.layer." + std::to_string(index) + ".attention.self.", maskedKeys, mask};
    const bool keyIsQuery =
        layer.kind().kind == core::AttentionKind::Symmetric || layer.kind().kind == core::AttentionKind::Pairwise;
    const ReferenceMatrix queries = projection(layer, "query", hidden);
    const ReferenceMatrix keys = keyIsQuery ? queries : projection(layer, "key", hidden);
    const ReferenceMatrix values = projection(layer, "value", hidden);
    std::vector<ReferenceHead> heads(static_cast<std::size_t>(model.config.heads));
    for (int head = 0; head < model.config.heads; ++head) {
        heads[head].query = headColumns(queries, head, model.config.headSize);
        heads[head].key = headColumns(keys, head, model.config.headSize);
        heads[head].value = headColumns(values, head, model.config.headSize);
        attend(layer, head, heads[head]);
        if (mask.isAblated && mask.isAblated(index, head))
            heads[head].output = ReferenceMatrix(heads[head].output.rows, heads[head].output.columns);
    }
    return heads;
}

}  // namespace support
