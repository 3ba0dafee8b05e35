#include "core/workbench/pinned_prediction.h"

#include "core/model/mask/mask_name.h"
#include "core/model/model_outputs.h"

namespace core {

PinnedPrediction predictionOf(const AnalysisSnapshot &snapshot)
{
    const ModelConfig &config = snapshot.model->config;
    PinnedPrediction prediction{.model = {snapshot.model->name, snapshot.model->directory},
                                .text = snapshot.request.text,
                                .mask = wholeMaskName(snapshot.mask),
                                .quantity = config.outputs,
                                .outputs = {}};
    for (std::size_t index = 0; index < snapshot.outputs.size(); ++index)
        prediction.outputs.push_back({className(config, index), snapshot.outputs[index]});
    prediction.followed = followedOutput(config, snapshot.outputs).value_or(0);
    return prediction;
}

}  // namespace core
