#include "core/workbench/session/moved_models.h"

#include "core/base/message_text.h"
#include "core/format/model_files.h"
#include "core/workbench/session/path_text.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <numeric>
#include <set>

namespace core {
namespace {

bool isModelThere(const std::filesystem::path &model)
{
    const ModelStamp stamp = stampOfModel(model);
    return std::ranges::any_of(stamp, [](const FileStamp &file) { return file != FileStamp(); });
}

// The models that the session opens, as it spells them.
std::set<std::string> namedModels(const nlohmann::json &session)
{
    std::set<std::string> names;
    const auto add = [&names](const nlohmann::json &name) {
        if (name.is_string() && !name.get_ref<const std::string &>().empty())
            names.insert(name.get<std::string>());
    };
    if (const auto open = session.find("open_models"); open != session.end() && open->is_array())
        std::ranges::for_each(*open, add);
    if (const auto shown = session.find("shown_model"); shown != session.end())
        add(*shown);
    return names;
}

// The longest end of the path, of at most so many names, that is a model in the folder.
constexpr std::ptrdiff_t longestEnd = 16;

std::filesystem::path foundIn(const std::filesystem::path &folder, const std::filesystem::path &model)
{
    const std::filesystem::path path = model.relative_path();
    const std::vector<std::filesystem::path> names(path.begin(), path.end());
    const auto count = static_cast<std::ptrdiff_t>(names.size());
    for (auto first = names.begin() + std::max<std::ptrdiff_t>(0, count - longestEnd); first != names.end(); ++first) {
        const std::filesystem::path there =
            std::accumulate(first, names.end(), folder, std::divides<std::filesystem::path>());
        if (isModelThere(there))
            return there;
    }
    return {};
}

void rename(nlohmann::json &value, const std::string &from, const std::string &to)
{
    if (value.is_string() && value.get_ref<const std::string &>() == from)
        value = to;
    else if (value.is_structured())
        for (nlohmann::json &part : value)
            rename(part, from, to);
}

}  // namespace

std::vector<std::string> findMovedModels(nlohmann::json &session, const std::filesystem::path &folder)
{
    std::vector<std::string> told;
    for (const std::string &name : namedModels(session)) {
        const std::optional<std::filesystem::path> model = unescapedPath(name);
        if (!model || isModelThere(*model))
            continue;
        const std::filesystem::path there = foundIn(folder, *model);
        if (there.empty())
            continue;
        rename(session, name, escapedPath(there));
        told.push_back(fmt::format("{} is not there any more; {}, beside the session, is read in its place",
                                   quotedText(model->string()), quotedText(there.string())));
    }
    return told;
}

}  // namespace core
