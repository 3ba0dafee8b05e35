#pragma once

#include <span>
#include <string>
#include <string_view>

namespace app {

// "; did you mean NAME?" for the name that is a slip away from what was typed, or that it begins; empty where none is.
std::string suggestion(std::string_view typed, std::span<const std::string_view> names);

}  // namespace app
