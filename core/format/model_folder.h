#pragma once

#include "core/format/checkpoint_check.h"
#include "core/format/model_config.h"
#include "core/format/safetensors.h"

#include <filesystem>

namespace core {

// A model as it lies on disk: settings, the mapped weights and how the two compare. Weights are not copied yet.
struct ModelFolder {
    std::filesystem::path directory;
    ModelConfig config;
    SafetensorsFile file;
    CheckpointReport report;  // may say that the file does not fit: the caller decides what to do
};

// `path` is the folder, or the .safetensors file in it that is to be read instead of model.safetensors.
Result<ModelFolder> openModelFolder(const std::filesystem::path &path);

}  // namespace core
