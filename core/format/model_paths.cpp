#include "core/format/model_paths.h"

#include "core/base/input_file.h"
#include "core/format/hub_cache.h"
#include "core/format/shards.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <system_error>
#include <vector>

namespace core {
namespace {

using Path = std::filesystem::path;

constexpr std::array<std::string_view, 4> weightNames{"model.safetensors", "model.safetensors.index.json",
                                                      "pytorch_model.bin", "pytorch_model.bin.index.json"};
constexpr std::array<std::string_view, 5> weightEndings{".safetensors", ".bin", ".pt", ".pth", ".ckpt"};

Path parentOf(const Path &file)
{
    return file.has_parent_path() ? file.parent_path() : ".";
}

bool isFolder(const Path &path)
{
    std::error_code ignored;
    return std::filesystem::is_directory(path, ignored);
}

// What lies in a folder, sorted; nothing where it cannot be read. No more of it than tells what the folder is.
std::vector<Path> entriesOf(const Path &directory)
{
    constexpr std::size_t most = 10'000;
    std::vector<Path> entries;
    std::error_code failure;
    for (std::filesystem::directory_iterator entry(directory, failure), end; !failure && entry != end;
         entry.increment(failure)) {
        entries.push_back(entry->path());
        if (entries.size() == most)
            break;
    }
    std::ranges::sort(entries);
    return entries;
}

// Of the first shard where the folder has shards of one of the usual names, without an index.
std::optional<Path> shardWithoutIndex(const Path &directory)
{
    for (const Path &entry : entriesOf(directory)) {
        const auto shard = shardNamed(entry.filename().string());
        if (shard && (shard->indexName() == weightNames[1] || shard->indexName() == weightNames[3]))
            return entry;
    }
    return std::nullopt;
}

Path weightsIn(const Path &directory)
{
    std::error_code ignored;
    for (const std::string_view name : weightNames) {
        if (std::filesystem::exists(directory / name, ignored))
            return directory / name;
    }
    if (auto shard = shardWithoutIndex(directory))
        return *std::move(shard);
    for (const std::string_view name : weightNames) {
        if (isThere(directory / name))  // a link to nothing
            return directory / name;
    }
    return directory / weightNames.front();
}

// The index stands for its shards.
Path withIndex(const Path &weights)
{
    const auto shard = shardNamed(weights.filename().string());
    const Path index = shard ? parentOf(weights) / shard->indexName() : Path();
    return shard && isThere(index) ? index : weights;
}

// "a, b or c"
std::string listed(const std::vector<std::string> &names)
{
    constexpr std::size_t most = 3;
    std::string text;
    const std::size_t count = std::min(names.size(), most);
    for (std::size_t index = 0; index < count; ++index)
        text += (index == 0 ? "" : index + 1 == count ? " or " : ", ") + names[index];
    return text;
}

std::vector<std::string> foldersWithConfig(const Path &directory)
{
    std::vector<std::string> names;
    for (const Path &entry : entriesOf(directory)) {
        if (isThere(entry / "config.json"))
            names.push_back(pathText(entry.filename()));
    }
    return names;
}

std::optional<Error> cacheError(const Path &directory)
{
    std::error_code failure;
    const Path whole = std::filesystem::absolute(directory, failure).lexically_normal();
    const Path plain = whole.has_filename() ? whole : whole.parent_path();
    const bool isInside = plain.filename() == "snapshots" || plain.filename() == "blobs" || plain.filename() == "refs";
    const Path cached = isInside ? plain.parent_path() : plain;
    const auto name = nameOfCachedModel(cached);
    if (!name)
        return std::nullopt;
    const std::vector<Path> snapshots = snapshotsIn(cached);
    const std::string what = fmt::format("this is in the cache of {}, not a model's folder; ", *name);
    return badInput(what + (snapshots.empty() ? "it holds no snapshot, download the model again"
                                              : "open its snapshot " + pathText(snapshots.front())));
}

// The root of a cache holds a folder a model.
std::optional<Error> cacheRootError(const Path &directory)
{
    for (const Path &folder : {directory, directory / "hub"}) {
        for (const Path &entry : entriesOf(folder)) {
            const std::vector<Path> snapshots = nameOfCachedModel(entry) ? snapshotsIn(entry) : std::vector<Path>();
            if (!snapshots.empty()) {
                return badInput("this is a cache of models, not a model's folder; open a snapshot in it, such as " +
                                pathText(snapshots.front()));
            }
        }
    }
    return std::nullopt;
}

// What a training run leaves beside the weights under an ending of theirs.
bool isOfTraining(const Path &file)
{
    const std::string name = file.stem().string();
    return name == "training_args" || name == "optimizer" || name == "scheduler" || name == "scaler" ||
           name.starts_with("rng_state") || name.starts_with("adapter_model");
}

bool isNamedAsMaps(const Path &file)
{
    const Path ending = file.extension();
    return ending == ".npy" || ending == ".npz" || ending == ".json";
}

// Weights of another kind and what becomes of them.
std::optional<std::string> otherWeights(const std::vector<Path> &entries)
{
    struct OtherKind {
        std::string_view ending;
        std::string_view program;
    };
    constexpr OtherKind kinds[]{{".h5", "TensorFlow"}, {".msgpack", "Flax"},   {".ot", "Rust"},
                                {".onnx", "ONNX"},     {".gguf", "llama.cpp"}, {".index", "TensorFlow"}};
    for (const OtherKind &kind : kinds) {
        const auto found =
            std::ranges::find_if(entries, [&kind](const Path &entry) { return entry.extension() == kind.ending; });
        if (found != entries.end())
            return fmt::format(
                "{} is of {}; save the model with save_pretrained() in PyTorch, which writes model.safetensors",
                pathText(found->filename()), kind.program);
    }
    return std::nullopt;
}

}  // namespace

namespace {

std::optional<Error> adapterError(const Path &directory)
{
    if (!isThere(directory / "adapter_config.json"))
        return std::nullopt;
    return badInput("this is an adapter, not a whole model; merge it with merge_and_unload() and save the model that this "
                    "gives");
}

}  // namespace

bool isThere(const Path &path)
{
    std::error_code ignored;
    return std::filesystem::symlink_status(path, ignored).type() != std::filesystem::file_type::not_found;
}

Result<ModelPaths> modelPaths(const Path &path)
{
    if (isFolder(path))
        return ModelPaths{path, weightsIn(path)};
    if (!isThere(path))
        return unreadable(pathText(path) + (isNamedAsWeights(path) || isNamedAsMaps(path)
                                                ? ": there is no such file"
                                                : ": there is no such folder; name the one that a model was saved or "
                                                  "downloaded to"));
    std::error_code failure;
    if (const Path target = std::filesystem::read_symlink(path, failure);
        !failure && !std::filesystem::exists(path, failure))
        return unreadable(pathText(path) + ": this is a link to " + pathText(target) + ", which is not there");
    if (const auto blob = parentOf(path).filename() == "blobs" ? cacheError(parentOf(path)) : std::nullopt)
        return inContext(pathText(path), *blob);
    if (!isNamedAsWeights(path)) {
        return badInput(pathText(path) +
                        ": this is not a model, expected its folder, its weights (.safetensors, .bin, .pt, .pth "
                        "or .ckpt) or their index");
    }
    return ModelPaths{parentOf(path), withIndex(path)};
}

bool isNamedAsWeights(const Path &file)
{
    return std::ranges::find(weightEndings, file.extension().string()) != weightEndings.end() || isShardIndex(file);
}

bool areOwnWeights(const Path &weights)
{
    const Path directory = parentOf(weights);
    return weights.filename() == weightNames.front() || withIndex(weights) == withIndex(weightsIn(directory));
}

Error noModelIn(const Path &directory)
{
    const std::string path = pathText(directory);
    if (const auto adapter = adapterError(directory))
        return inContext(path, *adapter);
    if (auto error = cacheError(directory))
        return inContext(path, *error);
    if (auto error = cacheRootError(directory))
        return inContext(path, *error);
    if (const auto folders = foldersWithConfig(directory); !folders.empty())
        return badInput(
            fmt::format("{}: there is no config.json in this folder; open a folder in it: {}", path, listed(folders)));
    return unreadable(path +
                      ": there is no config.json, so this is not a model's folder; open the one with config.json, the "
                      "weights and the vocabulary");
}

Error noWeightsIn(const Path &directory)
{
    const std::string path = pathText(directory);
    const std::vector<Path> entries = entriesOf(directory);
    if (const auto adapter = adapterError(directory))
        return inContext(path, *adapter);
    std::vector<std::string> others;
    for (const Path &entry : entries) {
        if (isNamedAsWeights(entry) && !isOfTraining(entry))
            others.push_back(pathText(entry.filename()));
    }
    const std::string reason = ": there is neither a model.safetensors nor a pytorch_model.bin";
    if (!others.empty())
        return unreadable(path + reason + "; open the file of weights itself: " + listed(others));
    if (const auto other = otherWeights(entries))
        return unreadable(path + reason + "; " + *other);
    return unreadable(path + reason + "; download or copy one of them into this folder");
}

}  // namespace core
