#include "app/commands/figure_template.h"

#include "app/bundled_material.h"
#include "core/base/input_file.h"
#include "core/model/stored_maps_model.h"
#include "ui/export/weights_hash.h"

#include <algorithm>
#include <string_view>

namespace app {
namespace {

constexpr const char *usualText = "A gripping, funny and surprisingly tender film.";
constexpr const char *usualWord = "funny";
constexpr int usualHeadSize = 2;  // at which a target is not met: a larger head than there are tokens realizes every one

// The folder of a bundled model whose attention the kind is about.
std::string_view usualModel(core::PanelKind kind)
{
    switch (kind) {
    case core::PanelKind::LamaStrips:
    case core::PanelKind::LamaContributions:
    case core::PanelKind::LamaSpectra:
    case core::PanelKind::WordDistribution: return "lama-sst2";
    case core::PanelKind::GatePositions: return "structured-sst2";
    case core::PanelKind::Stationary: return "symmetric-sst2";
    case core::PanelKind::Scales: return "shared-sst2";
    default: return "compact-bert-sst2";
    }
}

std::filesystem::path bundledModel(std::string_view name)
{
    const std::vector<std::filesystem::path> models = bundledModels();
    const auto found = std::ranges::find_if(models, [name](const auto &model) { return model.filename() == name; });
    return found == models.end() ? std::filesystem::path() : *found;
}

// Absolute, so that the recipe is drawn from any folder.
core::RecipeModel recipeModel(const std::filesystem::path &path)
{
    std::error_code failure;
    const std::filesystem::path whole = std::filesystem::absolute(path, failure).lexically_normal();
    return {failure ? path : whole, ui::weightsHash(path).value_or(std::string()), ui::otherHashes(path)};
}

}  // namespace

core::Result<core::FigureRecipe> figureTemplate(const core::PanelKindDescription &kind, const std::filesystem::path &model,
                                                const std::optional<std::string> &text)
{
    core::FigureRecipe recipe;
    recipe.panels = {{.kind = kind.kind}};
    if (kind.hasWord) {
        recipe.panels.front().word = text.value_or(usualWord);
        recipe.panels.front().measure = "erasure";
    } else {
        recipe.texts = {text.value_or(usualText)};
    }
    if (core::isStoredMaps(model)) {
        if (text && !kind.hasWord)
            return core::badInput("--text: " + core::pathText(model) + " is a file of attention with its own text");
        recipe.texts.clear();
    }
    if (kind.source == core::PanelSource::MaskedText || kind.kind == core::PanelKind::MaskEvaluation ||
        kind.kind == core::PanelKind::MaskEvaluationLoss)
        recipe.masks = {"diagonal"};
    if (kind.source == core::PanelSource::Target)
        recipe.panels.front().options.playground.headSize = usualHeadSize;
    if (kind.kind == core::PanelKind::MaskSweep || kind.kind == core::PanelKind::MaskSweepPairs)
        recipe.sweep = "band:1..8";
    recipe.comparesModels = kind.source == core::PanelSource::Models;
    if (recipe.comparesModels && model.empty())
        return recipe;
    const std::filesystem::path path = model.empty() ? bundledModel(usualModel(kind.kind)) : model;
    if (path.empty())
        return core::badInput("no model comes with this program: name one with --model DIR");
    recipe.models = {recipeModel(path)};
    return recipe;
}

std::string missingInTemplate(const core::FigureRecipe &recipe)
{
    if (recipe.comparesModels && recipe.models.size() < 2)
        return "\"models\" has to be filled in, with a list of the paths of models";
    switch (core::describe(recipe.panels.front().kind).source) {
    case core::PanelSource::LabeledTexts: return "\"data\" has to be filled in, with the path of a file of labeled texts";
    case core::PanelSource::WordTexts:
        return "\"data\" has to be filled in, with the path of a file of texts that have the word";
    case core::PanelSource::Texts:
    case core::PanelSource::TextMeans: return "\"data\" has to be filled in, with the path of a file of texts";
    default: return {};
    }
}

}  // namespace app
