#pragma once

#include "core/base/result.h"
#include "core/text/files/tokenizer_definition.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace core {

// The model of a tokenizer.json.
Result<ModelDefinition> readModel(const nlohmann::json &model);

// "Ġ t": the two pieces of a merge as merges.txt and older files write it.
Result<std::pair<std::string, std::string>> readMerge(std::string_view line);

}  // namespace core
