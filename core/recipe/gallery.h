#pragma once

#include "core/recipe/figure_recipe.h"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// A figure in the spirit of one of the papers whose models come with the program.
struct GalleryFigure {
    std::string_view name;     // of its file
    std::string_view paper;    // "Mehta et al. 2020, LAMA"
    std::string_view claim;    // one sentence
    std::string_view finding;  // what the bundled models say to it, one or two sentences
    FigureRecipe recipe;       // without a caption
};

// One for each paper. `modelNamed` gives the folder of a bundled model.
std::vector<GalleryFigure> galleryFigures(const std::function<std::filesystem::path(std::string_view)> &modelNamed);

// Claim, what the figure shows and finding, one after the other.
std::string galleryCaption(const GalleryFigure &figure, const std::string &draft);

}  // namespace core
