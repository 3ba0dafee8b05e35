#pragma once

#include "core/base/result.h"
#include "core/recipe/figure_recipe.h"
#include "core/recipe/json_fields.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace core {

// What a figure, or one of its panels, is drawn of, in recipes.

struct RecipeModels {
    std::vector<RecipeModel> models;
    bool areCompared = false;  // "models", in one figure
};

// "model", one or a list, or "models".
Result<RecipeModels> readModels(JsonFields &fields);
// "mask", one or a list, in the words of the command line; null is none besides the model's own. None where it is not there.
std::optional<std::vector<std::string>> readMasks(JsonFields &fields);
std::optional<std::filesystem::path> readData(JsonFields &fields);
std::optional<std::size_t> readLimit(JsonFields &fields);
// "unit" and "special_tokens"; none where neither is there.
std::optional<DisplayOptions> readDisplay(JsonFields &fields);
// All of them, of a panel.
Result<void> readSources(JsonFields &fields, PanelSources &sources);

void addModels(const RecipeModels &models, nlohmann::ordered_json &json);
nlohmann::ordered_json masksJson(const std::vector<std::string> &masks);
void addDisplay(const DisplayOptions &display, nlohmann::ordered_json &json);
void addSources(const PanelSources &sources, nlohmann::ordered_json &json);

}  // namespace core
