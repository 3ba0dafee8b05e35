#pragma once

#include "core/model/gradient/gradient_request.h"
#include "core/model/loaded_model.h"

namespace core {

// The gradient of one number y of a pass's logits with respect to what entered the network (see inputEmbeddings()). Refuses what
// forward() refuses, models without an output, texts without a word, and maps that are cut to a rank. Stops between layers.
Result<GradientTrace> outputGradient(const LoadedModel &model, const Matrix &inputs, const GradientRequest &request,
                                     const StopToken &stop);

}  // namespace core
