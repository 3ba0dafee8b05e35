#pragma once

#include "core/format/model_config.h"
#include "core/format/safetensors_writer.h"
#include "core/model/forward_trace.h"

#include <vector>

namespace core {

// The kept parts of a trace under the names of the trace file ("layer.0.attention", "logits" ...), in layer order. A classifier's logits are a vector.
// The values belong to the trace.
std::vector<NamedTensor> traceTensors(const ForwardTrace &trace, ModelTask task);

}  // namespace core
