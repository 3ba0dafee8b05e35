#pragma once

#include "core/base/message_text.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace app {

// A figure that may not be defined.
inline nlohmann::ordered_json numberOrNull(const std::optional<double> &number)
{
    return number ? nlohmann::ordered_json(*number) : nlohmann::ordered_json();
}

// As every command prints it. Bytes of names and texts that are not UTF-8 come out as U+FFFD.
inline std::string jsonText(const nlohmann::ordered_json &json)
{
    return core::escapedJson(json.dump(2, ' ', /*ensure_ascii=*/false, nlohmann::ordered_json::error_handler_t::replace)) +
           '\n';
}

}  // namespace app
