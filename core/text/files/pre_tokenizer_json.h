#pragma once

#include "core/base/result.h"
#include "core/text/pipeline/pre_tokenizers.h"

#include <nlohmann/json_fwd.hpp>

namespace core {

// The pre-tokenizer of a tokenizer.json; of null one that leaves the text together.
Result<PreTokenizer> readPreTokenizer(const nlohmann::json &preTokenizer);

}  // namespace core
