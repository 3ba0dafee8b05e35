#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/model/encoder.h"
#include "core/model/gradient/gradient_request.h"

namespace core {

// Through the whole encoder and back. inputs: n x D, before the embeddings' LayerNorm. The encoder has a head.
Result<GradientTrace> outputGradient(const Encoder &encoder, const Matrix &inputs, const GradientRequest &request,
                                     const StopToken &stop);

}  // namespace core
