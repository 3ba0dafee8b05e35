#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/model/gradient/gradient_request.h"
#include "core/model/lama.h"

namespace core {

// Through LAMA and back to its word vectors, n x E, of at least one word. A mean context is a function of the states.
Result<GradientTrace> outputGradient(const Lama &lama, const Matrix &words, const GradientRequest &request,
                                     const StopToken &stop);

}  // namespace core
