#pragma once

#include <nlohmann/json.hpp>

#include <optional>

namespace app {

// A figure that may not be defined.
inline nlohmann::ordered_json numberOrNull(const std::optional<double> &number)
{
    return number ? nlohmann::ordered_json(*number) : nlohmann::ordered_json();
}

}  // namespace app
