#pragma once

#include "core/base/json.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace app {

// A figure that may not be defined.
inline nlohmann::ordered_json numberOrNull(const std::optional<double> &number)
{
    return number ? nlohmann::ordered_json(*number) : nlohmann::ordered_json();
}

// As every command prints it.
using core::jsonText;

}  // namespace app
