#pragma once

#include "core/analysis/weights/weight_product.h"
#include "core/base/indices.h"
#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/format/model_folder.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace core {

// The two products of one head's weights (resources/help/measures.md, Spectra of weights).
struct HeadWeightSpectra {
    HeadRef head;
    std::optional<WeightProduct> queryKey;  // W_Q W_K^T; none where the scores are no product of queries and keys
    WeightProduct valueOutput;              // W_V · W_O
};

// Why the model's heads have no such products, in one sentence; empty where they have.
std::string whyNoWeightSpectra(const ModelConfig &config);

// Of every head, layer by layer, over all cores; of a pruned one all zeros. `layersDone` hears of every layer and may be empty. The
// checkpoint fits, and its model has such products.
Result<std::vector<HeadWeightSpectra>> weightSpectra(const ModelFolder &folder, const std::function<void(int)> &layersDone,
                                                     const StopToken &stop);

}  // namespace core
