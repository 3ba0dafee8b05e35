#pragma once

#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>

namespace core {

// The value as a message shows it: on one line, and never long.
std::string shownValue(const nlohmann::json &value);

// Nothing where `object` has no such member or it is null; an Error where it is neither true nor false.
Result<std::optional<bool>> flagIn(const nlohmann::json &object, const char *name);

}  // namespace core
