#include "ui/export/figure_sidecar.h"

#include "core/base/json.h"
#include "core/recipe/recipe_json.h"
#include "ui/export/weights_hash.h"

namespace ui {
namespace {

std::filesystem::path absolutePath(const std::filesystem::path &path)
{
    std::error_code ignored;
    return path.empty() ? path : std::filesystem::absolute(path, ignored).lexically_normal();
}

void completeModels(std::vector<core::RecipeModel> &models)
{
    for (core::RecipeModel &model : models) {
        model.sha256 = weightsHash(model.path).value_or(std::string());
        model.path = absolutePath(model.path);
    }
}

}  // namespace

std::filesystem::path sidecarOf(const std::filesystem::path &file)
{
    std::filesystem::path sidecar = file;
    return sidecar += ".json";
}

std::string sidecarText(core::FigureRecipe recipe)
{
    completeModels(recipe.models);
    recipe.data = absolutePath(recipe.data);
    for (core::FigurePanel &panel : recipe.panels) {
        completeModels(panel.sources.models);
        if (panel.sources.data)
            panel.sources.data = absolutePath(*panel.sources.data);
    }
    return core::jsonText(core::recipeJson(recipe));
}

}  // namespace ui
