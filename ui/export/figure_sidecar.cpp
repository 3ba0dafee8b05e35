#include "ui/export/figure_sidecar.h"

#include "core/base/json.h"
#include "core/model/mask/mask_text.h"
#include "core/recipe/recipe_json.h"
#include "core/recipe/used_fields.h"
#include "ui/export/weights_hash.h"

#include <algorithm>
#include <functional>
#include <iterator>

namespace ui {
namespace {

using Path = std::filesystem::path;
using Move = std::function<Path(const Path &)>;

Path absolutePath(const Path &path)
{
    std::error_code ignored;
    return path.empty() ? path : std::filesystem::absolute(path, ignored).lexically_normal();
}

// From the folder, unless the two have nothing but the root in common.
Path relativePath(const Path &path, const Path &folder)
{
    const Path whole = absolutePath(path);
    const auto [first, ignored] = std::ranges::mismatch(whole, folder);
    const bool shareFolders = std::distance(whole.begin(), first) > 1;
    return shareFolders && !whole.empty() ? whole.lexically_relative(folder) : whole;
}

// The files that a mask reads are named in it.
std::string withMovedFiles(const std::string &text, const Move &moved)
{
    auto mask = core::parseMaskForm(text);
    if (!mask || !mask->pattern || text.find("file:") == std::string::npos)
        return text;
    for (std::vector<core::MaskTerm> &terms : mask->pattern->alternatives) {
        for (core::MaskTerm &term : terms) {
            if (term.kind == core::MaskKind::File)
                term.file = moved(term.file).string();
        }
    }
    return core::maskText(*mask);
}

void movePaths(core::FigureRecipe &recipe, const Move &moved)
{
    const auto moveModels = [&moved](std::vector<core::RecipeModel> &models) {
        for (core::RecipeModel &model : models)
            model.path = moved(model.path);
    };
    moveModels(recipe.models);
    recipe.data = moved(recipe.data);
    for (std::string &mask : recipe.masks)
        mask = withMovedFiles(mask, moved);
    for (core::FigurePanel &panel : recipe.panels) {
        moveModels(panel.sources.models);
        if (panel.sources.data)
            panel.sources.data = moved(*panel.sources.data);
        if (panel.sources.mask)
            panel.sources.mask = withMovedFiles(*panel.sources.mask, moved);
    }
}

void hashModels(std::vector<core::RecipeModel> &models)
{
    for (core::RecipeModel &model : models)
        model = {model.path, weightsHash(model.path).value_or(std::string()), otherHashes(model.path)};
}

// With the hashes of its models, and without what its panels do not read.
core::FigureRecipe completed(const core::FigureRecipe &recipe)
{
    core::FigureRecipe own = core::withoutUnusedFields(recipe);
    hashModels(own.models);
    for (core::FigurePanel &panel : own.panels)
        hashModels(panel.sources.models);
    return own;
}

}  // namespace

std::filesystem::path sidecarOf(const std::filesystem::path &file)
{
    std::filesystem::path sidecar = file;
    return sidecar += ".json";
}

std::string sidecarText(const core::FigureRecipe &recipe, const std::filesystem::path &file)
{
    core::FigureRecipe own = completed(recipe);
    own.folder = absolutePath(file).parent_path();
    movePaths(own, [&own](const Path &path) { return relativePath(path, own.folder); });
    return core::jsonText(core::recipeJson(own));
}

std::string recipeText(const core::FigureRecipe &recipe)
{
    core::FigureRecipe own = completed(recipe);
    movePaths(own, absolutePath);
    return core::jsonText(core::recipeJson(own));
}

core::FigureRecipe withFoundPaths(core::FigureRecipe recipe, const std::filesystem::path &recipeFile)
{
    const Path beside = absolutePath(recipeFile).parent_path();
    const Path stated = recipe.folder;
    movePaths(recipe, [&](const Path &path) {
        if (path.empty() || path.is_absolute())
            return path;
        std::error_code ignored;
        for (const Path &folder : {beside, stated}) {
            if (const Path found = (folder / path).lexically_normal();
                !folder.empty() && std::filesystem::exists(found, ignored))
                return found;
        }
        return path;
    });
    recipe.folder.clear();
    return recipe;
}

}  // namespace ui
