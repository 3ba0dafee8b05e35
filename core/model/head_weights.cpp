#include "core/model/head_weights.h"

#include "core/format/family/model_family.h"
#include "core/format/mechanism/attention_mechanism.h"
#include "core/model/tensor_source.h"

#include <fmt/core.h>

#include <string>

namespace core {
namespace {

// H*dh x D each.
struct LayerWeights {
    Matrix query;
    Matrix key;
    Matrix value;
};

Matrix scaled(const Matrix &weight, const std::vector<float> &scale)
{
    return Eigen::Map<const Vector>(scale.data(), static_cast<Eigen::Index>(scale.size())).asDiagonal() * weight;
}

LayerWeights sharedWeights(const TensorSource &tensors, const std::string &self)
{
    const Matrix shared = tensors.weight(self + "shared.weight");
    return {scaled(shared, tensors.vector(self + "query_scale")), scaled(shared, tensors.vector(self + "key_scale")),
            scaled(shared, tensors.vector(self + "value_scale"))};
}

// Query, key and value below each other, as GPT-2 has them.
LayerWeights stackedWeights(const TensorSource &tensors, const std::string &self)
{
    const Matrix stacked = tensors.weight(self + "projection.weight");
    const Eigen::Index rows = stacked.rows() / 3;
    return {stacked.topRows(rows), stacked.middleRows(rows, rows), stacked.bottomRows(rows)};
}

LayerWeights weightsOf(const ModelConfig &config, const TensorSource &tensors, const std::string &self)
{
    if (familyOf(config).storesInputsFirst)
        return stackedWeights(tensors, self);
    if (config.attention.kind == AttentionKind::Shared)
        return sharedWeights(tensors, self);
    Matrix query = tensors.weight(self + "query.weight");
    Matrix value = tensors.weight(self + "value.weight");
    const bool hasKey = tensors.contains(self + "key.weight");
    return {query, hasKey ? tensors.weight(self + "key.weight") : query, std::move(value)};
}

}  // namespace

std::vector<HeadWeights> headWeights(const ModelConfig &config, const TensorSource &tensors, LayerIndex layer)
{
    const int stored = config.layerGroups > 0 ? layer.value / (config.layers / config.layerGroups) : layer.value;
    const std::string prefix = fmt::format("encoder.layer.{}.attention.", stored);
    const LayerWeights weights = weightsOf(config, tensors, prefix + "self.");
    const Matrix output = tensors.weight(prefix + "output.dense.weight");
    const bool isPairwise = config.attention.kind == AttentionKind::Pairwise;
    const HeadMatrices pairing = isPairwise ? tensors.heads(prefix + "self.pairwise") : HeadMatrices();
    const Eigen::Index size = config.headSize;
    std::vector<HeadWeights> heads;
    for (int head = 0; head < config.heads; ++head) {
        HeadWeights own{.query = {},
                        .key = {},
                        .value = weights.value.middleRows(head * size, size),
                        .output = output.middleCols(head * size, size).transpose()};
        if (mechanismOf(config.attention).hasScores()) {
            own.query = weights.query.middleRows(head * size, size);
            own.key = weights.key.middleRows(head * size, size);
        }
        if (isPairwise)
            own.key = pairing[head] * own.key;
        heads.push_back(std::move(own));
    }
    return heads;
}

}  // namespace core
