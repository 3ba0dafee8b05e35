#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace core {

// A model as it is listed beside others.
struct NamedFolder {
    std::string name;  // the folder's own
    std::filesystem::path folder;

    bool operator==(const NamedFolder &) const = default;
};

// What to call models beside each other: each by its own name, and those that share one by as many of their parent folders as tell
// them apart: compact, a/wiki and b/wiki. The same folder twice has the same name twice. Snapshots
// of one model have their revisions behind it: org/model@1234567.
std::vector<std::string> distinctNames(std::span<const NamedFolder> models);

}  // namespace core
