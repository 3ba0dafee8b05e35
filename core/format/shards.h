#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// "model-00001-of-00002.safetensors": one of several files that hold a model's tensors together.
struct ShardName {
    std::string stem;       // "model"
    std::string extension;  // ".safetensors"
    std::string number;     // "00001"
    std::string count;      // "00002"

    std::string indexName() const { return stem + extension + ".index.json"; }
};

std::optional<ShardName> shardNamed(const std::string &fileName);

// Which file each tensor is in, as "model.safetensors.index.json" says.
using ShardIndex = std::map<std::string, std::string>;

bool isShardIndex(const std::filesystem::path &path);
Result<ShardIndex> parseShardIndex(std::string_view json);
Result<ShardIndex> readShardIndex(const std::filesystem::path &path);

// All files that hold weights where `path` is what they are read by: the shards of an index, or those of a shard that lies without
// one, otherwise the file itself. None where the index cannot be read. Sorted by name.
std::vector<std::filesystem::path> weightFilesOf(const std::filesystem::path &path);

}  // namespace core
