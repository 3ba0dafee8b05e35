#pragma once

#include <filesystem>

namespace support {

// Two versions of one small classifier that differ in every file: names of the classes in config.json ("old yes" and "new yes"),
// order of vocab.txt and weights. As a training run leaves them one after the other in one folder.
enum class ModelVersion { Old, New };

// Writes the version's files over what is there, each by shortening it and writing it again.
void writeVersion(const std::filesystem::path &folder, ModelVersion version);
// Only model.safetensors.
void writeWeights(const std::filesystem::path &folder, ModelVersion version);

// The same, each written beside it and renamed.
void replaceByVersion(const std::filesystem::path &folder, ModelVersion version);
void replaceWeights(const std::filesystem::path &folder, ModelVersion version);

}  // namespace support
