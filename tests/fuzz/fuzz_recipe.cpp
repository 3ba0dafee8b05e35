// Recipes of figures: what is accepted is written back as the same recipe, with panels that there are and numbers in their ranges.

#include "core/recipe/recipe_json.h"
#include "core/recipe/venue_preset.h"
#include "tests/fuzz/fuzzing.h"
#include "tests/fuzz/json_mutation.h"

namespace {

std::string faultOf(const core::FigureRecipe &recipe)
{
    if (recipe.panels.empty())
        return "no panels";
    if (!core::venuePreset(recipe.preset))
        return "no such preset";
    for (const core::FigurePanel &panel : recipe.panels) {
        if (panel.look.limits && !((*panel.look.limits)[0] < (*panel.look.limits)[1]))
            return "limits that are none";
        if (panel.look.gamma && !(*panel.look.gamma > 0))
            return "a gamma that is none";
    }
    return {};
}

std::string judge(std::string_view input)
{
    const auto recipe = core::readRecipe(input);
    if (!recipe)
        return fuzz::refusalFault(recipe.error());
    if (std::string fault = faultOf(*recipe); !fault.empty())
        return "accepted with " + fault;
    const auto again = core::readRecipe(core::recipeJson(*recipe).dump());
    if (!again)
        return "not read back: " + again.error().message;
    return *again == *recipe ? "" : "another recipe when it is read back";
}

}  // namespace

int main(int argc, char **argv)
{
    return fuzz::run(
        {.name = "recipe",
         .seeds =
             {R"({"recipe": 1, "model": {"path": "m", "sha256": "a"}, "text": ["a film", "b"], "mask": ["none", "band:1"],
                       "unit": "word", "special_tokens": "hide", "preset": "icml", "width": 60.5, "columns": 2, "dpi": 300,
                       "share_limits": true, "text_as": "outlines", "caption": "c", "folder": "/f", "panels": [
                       {"kind": "heat-map", "layer": "all", "head": [0, 2], "matrix": "attention", "height": 40,
                        "limits": [0, 0.5], "color_map": "viridis", "gamma": 0.5, "labels": {"angle": 45, "every": 2},
                        "tokens": [1, 2], "annotate": true, "legend": "none"},
                       {"kind": "head-grid", "measure": "entropy", "model": "n", "text": "t", "mask": "none"}]})",
              R"({"recipe": 1, "models": ["a", {"path": "b"}], "data": "d.tsv", "limit": 5, "seed": 3,
                       "sweep": "band:1..3", "width": "full", "panels": [{"kind": "head-sizes", "measure": "stable_rank"},
                       {"kind": "mask-sweep", "model": "a", "data": null, "limit": 2}]})"},
         .dictionary = {"\"recipe\": ", "\"kind\"", "\"panels\"", "null", "true", "1e400", "-1", "\"all\"", "[]", "{}",
                        "\"column\"", "\\u0000", "\xff"},
         .judge = judge,
         .mutate = fuzz::mutatedJson},
        argc, argv);
}
