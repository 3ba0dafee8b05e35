#pragma once

#include "core/base/result.h"
#include "core/text/pipeline/pipeline_tokenizer.h"

#include <nlohmann/json_fwd.hpp>

namespace core {

// What the post-processor of a tokenizer.json puts around a single text; of null nothing. `pieces` are all that its ids may name.
Result<TextFrame> readPostProcessor(const nlohmann::json &postProcessor, const Vocabulary &pieces);

}  // namespace core
