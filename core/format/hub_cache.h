#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace core {

// Hugging Face keeps downloads as hub/models--ORG--NAME/{blobs,refs,snapshots/REVISION}; a snapshot is a folder of links into blobs.

// "org/name" where `directory` is a snapshot of that model.
std::optional<std::string> nameOfSnapshot(const std::filesystem::path &directory);

// "org/name" of a folder called models--org--name.
std::optional<std::string> nameOfCachedModel(const std::filesystem::path &directory);

// The snapshots of a cached model's folder, the newest first.
std::vector<std::filesystem::path> snapshotsIn(const std::filesystem::path &cachedModel);

}  // namespace core
