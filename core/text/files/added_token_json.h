#pragma once

#include "core/base/result.h"
#include "core/text/pipeline/added_tokens.h"

#include <nlohmann/json_fwd.hpp>

namespace core {

// {"content": "[MASK]", "lstrip": true, ...}. Flags that are not there are false, but "normalized": true unless the token is special.
Result<AddedToken> readAddedToken(const nlohmann::json &token, const nlohmann::json &id);

// The same without an id, which stays 0, or a text alone: a special token that is looked for as it is typed.
Result<AddedToken> readSpecialToken(const nlohmann::json &token);

}  // namespace core
