#include "core/format/model_files.h"

#include "core/format/maps/attention_maps.h"
#include "core/format/model_paths.h"
#include "core/format/shards.h"

#include <array>
#include <system_error>

namespace core {
namespace {

// All that a tokenizer may be read from.
constexpr std::array tokenizerFiles{
    "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "vocab.txt", "vocab.json",
    "merges.txt",     "spiece.model",          "sentencepiece.bpe.model"};

}  // namespace

std::filesystem::path folderOfModel(const std::filesystem::path &path)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        return path;
    return path.has_parent_path() ? path.parent_path() : ".";
}

std::vector<std::filesystem::path> modelFiles(const std::filesystem::path &path)
{
    if (isAttentionFile(path)) {
        std::vector<std::filesystem::path> files = tokenFilesOf(path);
        files.insert(files.begin(), path);
        return files;
    }
    const auto paths = modelPaths(path);
    if (!paths)
        return {path};
    std::vector<std::filesystem::path> files{paths->directory / "config.json", paths->weights};
    for (const char *name : tokenizerFiles)
        files.push_back(paths->directory / name);
    for (const std::filesystem::path &weights : weightFilesOf(paths->weights)) {
        if (weights != paths->weights)
            files.push_back(weights);
    }
    return files;
}

std::vector<std::filesystem::path> weightFiles(const std::filesystem::path &path)
{
    if (isAttentionFile(path))
        return {path};
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
