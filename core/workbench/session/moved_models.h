#pragma once

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace core {

// A session that was handed over together with its models: of those that are not where it names them, the ones in its own folder, found by
// the end of their path, are named anew everywhere in it. One sentence each. `session` is the file's object.
std::vector<std::string> findMovedModels(nlohmann::json &session, const std::filesystem::path &folder);

}  // namespace core
