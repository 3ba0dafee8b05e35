#include "core/model/model_names.h"

#include "core/format/hub_cache.h"

#include <algorithm>
#include <map>
#include <set>

namespace core {
namespace {

using Parts = std::vector<std::string>;

// The folders that the model's lies in, from the root on; empty where it lies nowhere.
Parts parentsOf(const std::filesystem::path &folder)
{
    Parts parents;
    std::error_code ignored;  // the path is then taken as it was given
    const std::filesystem::path whole = std::filesystem::absolute(folder, ignored).lexically_normal();
    for (const std::filesystem::path &part : folder.empty() ? folder : whole) {
        if (!part.empty())  // behind a slash at the end
            parents.push_back(part.string());
    }
    if (!parents.empty())
        parents.pop_back();
    return parents;
}

// Of two snapshots of one model each is called by the beginning of its revision, too.
void tellSnapshotsApart(std::span<const NamedFolder> models, std::vector<std::string> &names)
{
    constexpr std::size_t revisionLetters = 7;
    std::map<std::string, std::set<std::filesystem::path>> snapshots;
    for (const NamedFolder &model : models) {
        if (nameOfSnapshot(model.folder) == model.name)
            snapshots[model.name].insert(model.folder.lexically_normal());
    }
    for (std::size_t model = 0; model < models.size(); ++model) {
        const auto found = snapshots.find(names[model]);
        if (found != snapshots.end() && found->second.size() > 1)
            names[model] += "@" + models[model].folder.filename().string().substr(0, revisionLetters);
    }
}

// With its last `count` parents.
std::string nameWith(const std::string &name, const Parts &parents, std::size_t count)
{
    std::filesystem::path path;
    for (std::size_t index = parents.size() - std::min(count, parents.size()); index < parents.size(); ++index)
        path /= parents[index];
    return (path / name).string();
}

}  // namespace

std::vector<std::string> distinctNames(std::span<const NamedFolder> models)
{
    std::vector<std::string> names(models.size());
    std::vector<Parts> parents(models.size());
    std::vector<std::size_t> counts(models.size());
    std::ranges::transform(models, names.begin(), &NamedFolder::name);
    tellSnapshotsApart(models, names);
    std::ranges::transform(models, parents.begin(), [](const NamedFolder &model) { return parentsOf(model.folder); });
    for (bool isDone = false; !isDone;) {
        std::map<std::string, std::set<Parts>> owners;
        for (std::size_t model = 0; model < models.size(); ++model)
            owners[names[model]].insert(parents[model]);
        isDone = true;
        for (std::size_t model = 0; model < models.size(); ++model) {
            if (owners[names[model]].size() < 2 || counts[model] == parents[model].size())
                continue;
            names[model] = nameWith(models[model].name, parents[model], ++counts[model]);
            isDone = false;
        }
    }
    return names;
}

}  // namespace core
