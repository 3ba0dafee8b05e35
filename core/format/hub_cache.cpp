#include "core/format/hub_cache.h"

#include "core/base/input_file.h"
#include "core/base/text_file.h"

#include <algorithm>
#include <functional>
#include <string_view>
#include <system_error>

namespace core {
namespace {

using Path = std::filesystem::path;

constexpr std::string_view cachedPrefix = "models--";
constexpr std::string_view separator = "--";

Path wholePath(const Path &path)
{
    std::error_code failure;
    const Path whole = std::filesystem::absolute(path, failure).lexically_normal();
    return whole.has_filename() ? whole : whole.parent_path();
}

// What its branch "main" is at; empty where that is not noted.
std::string mainRevision(const Path &cachedModel)
{
    constexpr std::size_t longestRevision = 256;
    const auto text = readTextFile(cachedModel / "refs" / "main", longestRevision);
    return text ? text->substr(0, text->find_last_not_of(" \r\n") + 1) : std::string();
}

}  // namespace

std::optional<std::string> nameOfCachedModel(const Path &directory)
{
    std::string name = wholePath(directory).filename().string();
    if (!name.starts_with(cachedPrefix) || name.size() == cachedPrefix.size())
        return std::nullopt;
    name.erase(0, cachedPrefix.size());
    for (std::size_t place = name.find(separator); place != std::string::npos; place = name.find(separator, place + 1))
        name.replace(place, separator.size(), "/");
    return name;
}

std::optional<std::string> nameOfSnapshot(const Path &directory)
{
    const Path whole = wholePath(directory);
    if (whole.parent_path().filename() != "snapshots")
        return std::nullopt;
    return nameOfCachedModel(whole.parent_path().parent_path());
}

std::vector<Path> snapshotsIn(const Path &cachedModel)
{
    std::vector<Path> snapshots;
    std::error_code failure;
    for (const auto &entry : std::filesystem::directory_iterator(cachedModel / "snapshots", failure)) {
        if (entry.is_directory(failure))
            snapshots.push_back(entry.path());
    }
    std::ranges::sort(snapshots, std::greater(), [](const Path &snapshot) { return stampOf(snapshot).modified; });
    const std::string main = mainRevision(cachedModel);
    std::stable_partition(snapshots.begin(), snapshots.end(),
                          [&main](const Path &snapshot) { return snapshot.filename() == main; });
    return snapshots;
}

}  // namespace core
