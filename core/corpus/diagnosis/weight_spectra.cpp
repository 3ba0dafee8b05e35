#include "core/corpus/diagnosis/weight_spectra.h"

#include "core/base/parallel_for.h"
#include "core/model/head_weights.h"
#include "core/model/tensor_source.h"

namespace core {
namespace {

HeadWeightSpectra spectraOf(const HeadWeights &weights, HeadRef head)
{
    HeadWeightSpectra found{.head = head, .queryKey = {}, .valueOutput = weightProduct(weights.output, weights.value)};
    if (weights.query.size() > 0)
        found.queryKey = weightProduct(weights.query, weights.key);
    return found;
}

}  // namespace

std::string whyNoWeightSpectra(const ModelConfig &config)
{
    if (config.type == ModelType::Lama)
        return "A LAMA head weighs words without queries and keys, so it has neither W_Q · W_K nor W_V · W_O.";
    if (config.type == ModelType::StoredMaps)
        return "A file of attention has no weights.";
    return {};
}

Result<std::vector<HeadWeightSpectra>> weightSpectra(const ModelFolder &folder, const std::function<void(int)> &layersDone,
                                                     const StopToken &stop)
{
    const ModelConfig &config = folder.config;
    const TensorSource tensors(folder);
    std::vector<HeadWeightSpectra> all(static_cast<std::size_t>(config.layers) * static_cast<std::size_t>(config.heads));
    for (int layer = 0; layer < config.layers; ++layer) {
        if (stop.stop_requested())
            return cancelled();
        const std::vector<HeadWeights> weights = headWeights(config, tensors, {layer});
        // Two thin factorizations of D x dh each, roughly.
        const double operations = 16.0 * config.hiddenSize * config.headSize * config.headSize;
        parallelFor(config.heads, operations, [&](int head) {
            all[static_cast<std::size_t>(layer * config.heads + head)] =
                spectraOf(weights[static_cast<std::size_t>(head)], {{layer}, {head}});
        });
        if (layersDone)
            layersDone(layer + 1);
    }
    return all;
}

}  // namespace core
