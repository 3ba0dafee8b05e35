#pragma once

#include "core/base/result.h"
#include "core/recipe/figure_plan.h"
#include "core/recipe/panel_answers.h"
#include "ui/export/figure_page.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace app {

// "pdf", "svg", "png", "tex", "csv", "html".
bool isFigureFormat(std::string_view extension);
std::string listOfFigureFormats();

// The page of one figure, with its title and caption.
core::Result<ui::FigurePage> drawnPage(const core::FigureRecipe &recipe, core::PanelAnswerer &answerer,
                                       const core::StopToken &stop);

// Its bytes in a format. Refuses a PNG of more dots than can be painted.
core::Result<std::string> figureBytes(const ui::FigurePage &page, const core::FigureRecipe &recipe, std::string_view format);

// The sidecar beside an export: the recipe that redraws it byte for byte, with the hashes of its models.
std::filesystem::path sidecarOf(const std::filesystem::path &file);
std::string sidecarText(core::FigureRecipe recipe);

// That neither the figure nor its sidecar is written over what it is made of: the recipe's file, its data, its model.
core::Result<void> checkFigureFile(const core::PlannedFigure &figure, const std::filesystem::path &recipe);

// One line for each model whose weights are not those that the recipe states.
std::vector<std::string> changedModelNotes(const core::FigureRecipe &recipe);

}  // namespace app
