#include "core/format/model_folder.h"

#include "core/base/text_file.h"

#include <system_error>
#include <utility>

namespace core {

namespace {

constexpr std::size_t configBytesLimit = std::size_t(4) << 20;

struct ModelPaths {
    std::filesystem::path directory;
    std::filesystem::path weights;
};

Result<ModelPaths> modelPaths(const std::filesystem::path &path)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        return ModelPaths{path, path / "model.safetensors"};
    if (!std::filesystem::exists(path, ignored))
        return unreadable(pathText(path) + ": there is no such folder");
    if (path.extension() != ".safetensors")
        return badInput(pathText(path) + ": this is not a model, expected a folder or a .safetensors file");
    return ModelPaths{path.has_parent_path() ? path.parent_path() : ".", path};
}

Result<ModelConfig> readConfig(const std::filesystem::path &path)
{
    const auto text = readTextFile(path, configBytesLimit);
    if (!text)
        return text.error();
    auto config = parseModelConfig(*text);
    if (!config)
        return inContext(pathText(path), config.error());
    return config;
}

}  // namespace

Result<ModelFolder> openModelFolder(const std::filesystem::path &path)
{
    return readModelUnchanged<ModelFolder>(path, [&path](const ModelStamp &) { return openModelFolderOnce(path); });
}

Result<ModelFolder> openModelFolderOnce(const std::filesystem::path &path)
{
    const auto paths = modelPaths(path);
    if (!paths)
        return paths.error();
    auto config = readConfig(paths->directory / "config.json");
    auto file = SafetensorsFile::open(paths->weights);
    std::error_code ignored;
    // Of two faults that of the weights says more, a download cut short above all; but not that there are none.
    if (!file && (config || std::filesystem::exists(paths->weights, ignored)))
        return file.error();
    if (!config)
        return config.error();
    CheckpointReport report = checkCheckpoint(*file, tensorTable(*config));
    if (!file->isIntact())
        return inContext(pathText(paths->weights), changedWhileRead());
    return ModelFolder{paths->directory, *std::move(config), *std::move(file), std::move(report)};
}

std::vector<std::filesystem::path> modelFiles(const std::filesystem::path &path)
{
    const auto paths = modelPaths(path);
    if (!paths)
        return {path};
    return {paths->directory / "config.json", paths->weights, paths->directory / "vocab.txt",
            paths->directory / "tokenizer.json", paths->directory / "tokenizer_config.json"};
}

ModelStamp stampOfModel(const std::filesystem::path &path)
{
    ModelStamp stamp;
    for (const std::filesystem::path &file : modelFiles(path))
        stamp.push_back(stampOf(file));
    return stamp;
}

}  // namespace core
