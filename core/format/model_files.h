#pragma once

#include "core/base/input_file.h"
#include "core/base/result.h"

#include <filesystem>
#include <functional>
#include <vector>

namespace core {

// The folder of the model at `path`, which is that folder or a file in it.
std::filesystem::path folderOfModel(const std::filesystem::path &path);

// The files that the model, or the file of attention, at `path` is made of, its tokenizer's too, whether they are there or not: config.json, the weights or the
// index that they are read by, and the rest in any order.
std::vector<std::filesystem::path> modelFiles(const std::filesystem::path &path);

// Those of them that hold weights: one, or every shard. None where what names the shards cannot be read.
std::vector<std::filesystem::path> weightFiles(const std::filesystem::path &path);

// How these files are at one moment, in their order. Another stamp means that a training run wrote to one of them.
using ModelStamp = std::vector<FileStamp>;

ModelStamp stampOfModel(const std::filesystem::path &path);

// `path` with the links to its folder followed: files of a folder that a link points to are all read there, even where the link
// points to another one meanwhile and back. The same path where there is no link.
std::filesystem::path pathBehindLinks(const std::filesystem::path &path);

// One reading of a model: where its files are read, and how they were before.
struct ModelReading {
    std::filesystem::path path;
    ModelStamp stamp;
};

// What `read` makes of the model's files, all from the same moment: again where one of them changed meanwhile, at most three times.
template <typename Value>
Result<Value> readModelUnchanged(const std::filesystem::path &path,
                                 const std::function<Result<Value>(const ModelReading &)> &read)
{
    constexpr int tries = 3;
    for (int tried = 0; tried < tries; ++tried) {
        const std::filesystem::path real = pathBehindLinks(path);
        const ModelReading reading{real, stampOfModel(real)};
        Result<Value> value = read(reading);
        if (stampOfModel(real) == reading.stamp)
            return value;
    }
    return inContext(pathText(path), changedWhileRead());
}

}  // namespace core
