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

std::filesystem::path parentOf(const std::filesystem::path &file)
{
    return file.has_parent_path() ? file.parent_path() : ".";
}

Result<ModelPaths> modelPaths(const std::filesystem::path &path)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        return ModelPaths{path, path / "model.safetensors"};
    if (!std::filesystem::exists(path, ignored))
        return unreadable(pathText(path) + ": there is no such folder");
    if (path.extension() != ".safetensors")
        return badInput(pathText(path) + ": this is not a model, expected a folder or a .safetensors file");
    return ModelPaths{parentOf(path), path};
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
    return readModelUnchanged<ModelFolder>(path,
                                           [](const ModelReading &reading) { return openModelFolderOnce(reading.path); });
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

std::filesystem::path folderOfModel(const std::filesystem::path &path)
{
    std::error_code ignored;
    return std::filesystem::is_directory(path, ignored) ? path : parentOf(path);
}

std::vector<std::filesystem::path> modelFiles(const std::filesystem::path &path)
{
    const auto paths = modelPaths(path);
    if (!paths)
        return {path};
    return {paths->directory / "config.json", paths->weights, paths->directory / "vocab.txt",
            paths->directory / "tokenizer.json", paths->directory / "tokenizer_config.json"};
}

std::filesystem::path pathBehindLinks(const std::filesystem::path &path)
{
    std::error_code failure;
    const std::filesystem::path folder = folderOfModel(path);
    const std::filesystem::path real = std::filesystem::canonical(folder, failure);
    if (failure)
        return path;
    const std::filesystem::path plain = std::filesystem::absolute(folder / "", failure).lexically_normal();
    if (failure || plain.parent_path() == real)
        return path;
    return folder == path ? real : real / path.filename();
}

ModelStamp stampOfModel(const std::filesystem::path &path)
{
    ModelStamp stamp;
    for (const std::filesystem::path &file : modelFiles(path))
        stamp.push_back(stampOf(file));
    return stamp;
}

}  // namespace core
