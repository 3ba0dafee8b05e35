#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace ui {

// Of the file's bytes, as sha256sum prints it. Nothing for a file that cannot be read.
std::optional<std::string> sha256Of(const std::filesystem::path &file);

// Of the weights of a model: those of its folder, or the file itself; of shards one after another. Nothing where they cannot be read.
std::optional<std::string> weightsHash(const std::filesystem::path &model);

}  // namespace ui
