#include "core/format/model_folder.h"

#include "core/base/text_file.h"
#include "core/format/checkpoint_advice.h"
#include "core/format/family/model_family.h"
#include "core/format/model_files.h"
#include "core/format/model_paths.h"

#include <optional>
#include <utility>

namespace core {

namespace {

constexpr std::size_t configBytesLimit = std::size_t(4) << 20;

std::vector<TensorFacts> factsOf(const Checkpoint &checkpoint)
{
    std::vector<TensorFacts> facts;
    for (const TensorEntry &tensor : checkpoint.tensors())
        facts.push_back({tensor.name, tensor.shape});
    return facts;
}

Result<ModelConfig> readConfig(const std::filesystem::path &path, const std::vector<TensorFacts> &tensors)
{
    const auto text = readModelTextFile(path, configBytesLimit);
    if (!text)
        return text.error();
    auto config = parseModelConfig(*text, tensors);
    if (!config)
        return inContext(pathText(path), config.error());
    return config;
}

// What is not there at all. Weights without a config.json are no model, but a fault of theirs says more than that.
std::optional<Error> lackingFiles(const ModelPaths &paths)
{
    const bool hasConfig = isThere(paths.directory / "config.json");
    if (isThere(paths.weights))
        return std::nullopt;
    return hasConfig ? noWeightsIn(paths.directory) : noModelIn(paths.directory);
}

// A file alone may be meant as one of attention, which is known by the names of its arrays.
Error noConfigBeside(const std::filesystem::path &opened, const ModelPaths &paths)
{
    const bool mayBeMaps = opened == paths.weights && opened.extension() == ".safetensors";
    return unreadable(pathText(mayBeMaps ? opened : paths.directory) +
                      ": there is no config.json beside the weights; copy it from where they are from" +
                      (mayBeMaps ? "; if it holds attention, call its array attention or layer.0.attention" : ""));
}

}  // namespace

Result<ModelFolder> openModelFolder(const std::filesystem::path &path)
{
    return readModelUnchanged<ModelFolder>(path,
                                           [](const ModelReading &reading) { return openModelFolderOnce(reading.path); });
}

Result<ModelFolder> openModelFolderOnce(const std::filesystem::path &path)
{
    const auto paths = modelPaths(path);
    if (!paths)
        return paths.error();
    if (const auto lacking = lackingFiles(*paths))
        return *lacking;
    auto checkpoint = Checkpoint::open(paths->weights);
    if (!checkpoint)
        return checkpoint.error();  // of two faults that of the weights says more, a download cut short above all
    if (!isThere(paths->directory / "config.json"))
        return noConfigBeside(path, *paths);
    const std::vector<TensorFacts> facts = factsOf(*checkpoint);
    auto config = readConfig(paths->directory / "config.json", facts);
    if (!config)
        return config.error();
    const std::vector<TensorSpec> table = tensorTable(*config);
    TensorLookup tensors(*checkpoint, table, hasFamily(*config) ? familyOf(*config).prefix : "");
    CheckpointReport report = checkCheckpoint(*checkpoint, tensors, table);
    adviseOn(facts, *config, report);
    if (!checkpoint->isIntact())
        return inContext(pathText(paths->weights), changedWhileRead());
    return ModelFolder{paths->directory, *std::move(config), *std::move(checkpoint), std::move(tensors), std::move(report)};
}

}  // namespace core
