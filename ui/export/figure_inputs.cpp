#include "ui/export/figure_inputs.h"

#include "core/base/input_file.h"
#include "core/base/same_file.h"
#include "core/format/same_model_files.h"
#include "core/model/mask/mask_text.h"
#include "core/recipe/panel_sources.h"
#include "ui/export/figure_sidecar.h"

#include <algorithm>
#include <iterator>

namespace ui {
namespace {

using Paths = std::vector<std::filesystem::path>;

void addMaskFiles(const std::string &text, Paths &inputs)
{
    const auto mask = core::parseMaskForm(text);
    if (!mask || !mask->pattern)
        return;
    for (const std::vector<core::MaskTerm> &terms : mask->pattern->alternatives) {
        for (const core::MaskTerm &term : terms) {
            if (term.kind == core::MaskKind::File)
                inputs.emplace_back(term.file);
        }
    }
}

Paths inputsOf(const core::FigureRecipe &recipe)
{
    Paths inputs;
    for (std::size_t panel = 0; panel < recipe.panels.size(); ++panel) {
        const core::FigureRecipe own = core::recipeOfPanel(recipe, panel);
        inputs.push_back(own.data);
        for (const std::string &mask : own.masks)
            addMaskFiles(mask, inputs);
    }
    std::erase(inputs, std::filesystem::path());
    for (const core::RecipeModel &model : modelsOf(recipe))
        std::ranges::copy(core::modelFiles(model.path), std::back_inserter(inputs));
    return inputs;
}

}  // namespace

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

core::Result<void> checkNotAnInput(const core::FigureRecipe &recipe, const std::filesystem::path &file)
{
    for (const std::filesystem::path &input : inputsOf(recipe)) {
        if (core::areOneFile(file, input) || core::areOneFile(sidecarOf(file), input))
            return core::badInput("the figure would write over " + core::pathText(input) + ", which it is made of");
    }
    return {};
}

core::Result<void> checkModels(const std::vector<core::DrawnModel> &models)
{
    for (const core::DrawnModel &model : models) {
        if (!model.stamp.empty() && !core::haveSameContent(model.stamp, core::stampOfModel(model.path)))
            return core::badInput(core::pathText(model.path) +
                                  " has changed since the figure was drawn from it: load the model again and draw it anew");
    }
    return {};
}

}  // namespace ui
