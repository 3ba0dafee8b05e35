#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace core {

// The names of the tokens that maps are between, and what a reader should know of them, a sentence each. No names: none are given.
struct MapTokens {
    std::vector<std::string> names;
    std::vector<std::string> remarks;
};

// A list of texts; null counts as none.
Result<std::vector<std::string>> tokensIn(const nlohmann::json &list);

// Of the files beside the maps the first that is there, with a remark where another one says something else; none where there is
// no such file.
Result<MapTokens> tokensBeside(const std::filesystem::path &maps);

}  // namespace core
