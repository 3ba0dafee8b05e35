#include "app/commands/figure_files.h"

#include "core/base/input_file.h"
#include "core/base/same_file.h"
#include "ui/export/figure_inputs.h"
#include "ui/export/weights_hash.h"

namespace app {
namespace {

constexpr std::size_t hashBeginning = 12;

}  // namespace

core::Result<void> checkFigureFile(const core::PlannedFigure &figure, const std::filesystem::path &recipe)
{
    if (core::areOneFile(figure.file, recipe))  // its sidecar it may be
        return core::badInput("the figure would write over " + core::pathText(recipe) + ", which it is made of");
    return ui::checkNotAnInput(figure.recipe, figure.file);
}

std::vector<std::string> changedModelNotes(const core::FigureRecipe &recipe)
{
    std::vector<std::string> notes;
    for (const core::RecipeModel &model : ui::modelsOf(recipe)) {
        const std::string now = ui::weightsHash(model.path).value_or(std::string());
        if (!model.sha256.empty() && !now.empty() && model.sha256 != now)
            notes.push_back(core::pathText(model.path) + " is not the model of the recipe: its weights have the SHA-256 " +
                            now.substr(0, hashBeginning) + "…, the recipe's " + model.sha256.substr(0, hashBeginning) + "…");
    }
    return notes;
}

}  // namespace app
