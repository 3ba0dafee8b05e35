#pragma once

#include <nlohmann/json.hpp>

#include <string_view>

namespace app {

// The rows of a table that the program wrote as CSV: each an object, a column a key. Numbers are numbers, what stands between quotes
// is text, and an empty cell is null.
nlohmann::ordered_json tableJson(std::string_view csv);

}  // namespace app
