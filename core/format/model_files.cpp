#include "core/format/model_files.h"

#include "core/format/model_paths.h"
#include "core/format/shards.h"

#include <system_error>

namespace core {

std::filesystem::path folderOfModel(const std::filesystem::path &path)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        return path;
    return path.has_parent_path() ? path.parent_path() : ".";
}

std::vector<std::filesystem::path> modelFiles(const std::filesystem::path &path)
{
    const auto paths = modelPaths(path);
    if (!paths)
        return {path};
    std::vector<std::filesystem::path> files{paths->directory / "config.json", paths->weights,
                                             paths->directory / "vocab.txt", paths->directory / "tokenizer.json",
                                             paths->directory / "tokenizer_config.json"};
    for (const std::filesystem::path &weights : weightFilesOf(paths->weights)) {
        if (weights != paths->weights)
            files.push_back(weights);
    }
    return files;
}

std::vector<std::filesystem::path> weightFiles(const std::filesystem::path &path)
{
    const auto paths = modelPaths(path);
    return paths ? weightFilesOf(paths->weights) : std::vector<std::filesystem::path>();
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
