#include "app/commands/figure_files.h"

#include "app/output_files.h"
#include "core/base/input_file.h"
#include "core/format/model_files.h"
#include "core/recipe/panel_sources.h"
#include "ui/export/figure_sidecar.h"
#include "ui/export/weights_hash.h"

#include <algorithm>
#include <iterator>

namespace app {
namespace {

constexpr std::size_t hashBeginning = 12;

// The figure's and those of its panels, each once.
std::vector<core::RecipeModel> modelsOf(const core::FigureRecipe &recipe)
{
    std::vector<core::RecipeModel> models = recipe.models;
    for (const core::FigurePanel &panel : recipe.panels) {
        for (const core::RecipeModel &model : panel.sources.models) {
            if (std::ranges::find(models, model) == models.end())
                models.push_back(model);
        }
    }
    return models;
}

std::vector<std::filesystem::path> inputsOf(const core::FigureRecipe &recipe)
{
    std::vector<std::filesystem::path> inputs;
    for (std::size_t panel = 0; panel < recipe.panels.size(); ++panel)
        inputs.push_back(core::recipeOfPanel(recipe, panel).data);
    std::erase(inputs, std::filesystem::path());
    for (const core::RecipeModel &model : modelsOf(recipe))
        std::ranges::copy(core::modelFiles(model.path), std::back_inserter(inputs));
    return inputs;
}

}  // namespace

core::Result<void> checkFigureFile(const core::PlannedFigure &figure, const std::filesystem::path &recipe)
{
    const auto overwriting = [](const std::filesystem::path &input) {
        return core::badInput("the figure would write over " + core::pathText(input) + ", which it is made of");
    };
    if (areOneFile(figure.file, recipe))  // its sidecar it may be
        return overwriting(recipe);
    for (const std::filesystem::path &input : inputsOf(figure.recipe)) {
        if (areOneFile(figure.file, input) || areOneFile(ui::sidecarOf(figure.file), input))
            return overwriting(input);
    }
    return {};
}

std::vector<std::string> changedModelNotes(const core::FigureRecipe &recipe)
{
    std::vector<std::string> notes;
    for (const core::RecipeModel &model : modelsOf(recipe)) {
        const std::string now = ui::weightsHash(model.path).value_or(std::string());
        if (!model.sha256.empty() && !now.empty() && model.sha256 != now)
            notes.push_back(core::pathText(model.path) + " is not the model of the recipe: its weights have the SHA-256 " +
                            now.substr(0, hashBeginning) + "…, the recipe's " + model.sha256.substr(0, hashBeginning) + "…");
    }
    return notes;
}

}  // namespace app
