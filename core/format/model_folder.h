#pragma once

#include "core/format/checkpoint.h"
#include "core/format/checkpoint_check.h"
#include "core/format/model_config.h"
#include "core/format/tensor_lookup.h"

#include <filesystem>

namespace core {

// A model as it lies on disk: settings, the weights and how the two compare. Weights are not read yet but for that.
struct ModelFolder {
    std::filesystem::path directory;
    ModelConfig config;
    Checkpoint checkpoint;
    TensorLookup tensors;     // the checkpoint's, by the names of the model's table
    CheckpointReport report;  // may say that the checkpoint does not fit: the caller decides what to do
};

// `path` is the folder, or the weights in it that are to be read, see modelPaths().
Result<ModelFolder> openModelFolder(const std::filesystem::path &path);

// The same in one go: where files may be written to meanwhile, inside of readModelUnchanged().
Result<ModelFolder> openModelFolderOnce(const std::filesystem::path &path);

}  // namespace core
