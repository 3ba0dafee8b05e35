#pragma once

#include "core/base/result.h"
#include "core/text/pipeline/text_pattern.h"

#include <nlohmann/json_fwd.hpp>

namespace core {

// {"String": "..."}, {"Regex": "..."} or a text alone.
Result<TextPattern> readPattern(const nlohmann::json &pattern);

}  // namespace core
