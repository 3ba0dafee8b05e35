#pragma once

#include "core/base/result.h"

#include <filesystem>

namespace core {

// Where a model lies.
struct ModelPaths {
    std::filesystem::path directory;
    std::filesystem::path weights;  // a file of weights or the index of several
};

// `path` is a model's folder or the weights in it that are to be read: a file, an index or one of its shards. In a folder
// model.safetensors, model.safetensors.index.json, pytorch_model.bin and pytorch_model.bin.index.json come in this order, as for
// Hugging Face, and shards without an index last.
Result<ModelPaths> modelPaths(const std::filesystem::path &path);

// Whether the file is called as weights are: by their endings, or as an index of shards.
bool isNamedAsWeights(const std::filesystem::path &file);

// Whether the folder of these weights opens them, too.
bool areOwnWeights(const std::filesystem::path &weights);

// Why there is no config.json in this folder and what to open or do instead.
Error noModelIn(const std::filesystem::path &directory);

// Why there are no weights beside this folder's config.json and what to open or do instead.
Error noWeightsIn(const std::filesystem::path &directory);

// Whether something stands there, if only a link to nothing: what cannot be read is reported, not passed over.
bool isThere(const std::filesystem::path &path);

}  // namespace core
