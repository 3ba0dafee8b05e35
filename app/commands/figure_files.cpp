#include "app/commands/figure_files.h"

#include "core/base/input_file.h"
#include "core/base/message_text.h"
#include "core/base/same_file.h"
#include "ui/export/figure_inputs.h"
#include "ui/export/weights_hash.h"

namespace app {
namespace {

constexpr std::size_t hashBeginning = 12;

std::string beginningOf(const std::string &hash)
{
    return hash.substr(0, hashBeginning) + "…";
}

// What is different about the model's files, where the recipe tells how they were.
std::vector<std::string> changesOf(const core::RecipeModel &model)
{
    std::vector<std::string> changes;
    const auto differ = [&changes](const std::string &what, const std::string &now, const std::string &then) {
        if (now != then)
            changes.push_back("its " + what + " the SHA-256 " + beginningOf(now) + ", the recipe's " + beginningOf(then));
    };
    if (const std::string now = ui::weightsHash(model.path).value_or(std::string()); !model.sha256.empty() && !now.empty())
        differ("weights have", now, model.sha256);
    const auto files = model.files.empty() ? model.files : ui::otherHashes(model.path);
    for (const auto &[name, then] : model.files) {
        const auto now = files.find(name);
        if (now == files.end())
            changes.push_back("its " + core::nameText(name) + " is gone");
        else
            differ(core::nameText(name) + " has", now->second, then);
    }
    for (const auto &[name, now] : files) {
        if (!model.files.contains(name))
            changes.push_back("its " + name + " is new");
    }
    return changes;
}

}  // namespace

core::Result<void> checkFigureFile(const core::PlannedFigure &figure, const std::filesystem::path &recipe)
{
    if (core::areOneFile(figure.file, recipe))  // its sidecar it may be
        return core::badInput("-o would write over the recipe, " + core::pathText(recipe));
    return ui::checkNotAnInput(figure.recipe, figure.file);
}

std::vector<std::string> changedModelNotes(const core::FigureRecipe &recipe)
{
    std::vector<std::string> notes;
    for (const core::RecipeModel &model : ui::modelsOf(recipe)) {
        std::string list;
        for (const std::string &change : changesOf(model))
            list += (list.empty() ? "" : ", ") + change;
        if (!list.empty())
            notes.push_back(core::pathText(model.path) + " is not the model of the recipe: " + list);
    }
    return notes;
}

}  // namespace app
