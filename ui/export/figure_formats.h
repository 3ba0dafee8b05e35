#pragma once

#include "core/base/result.h"
#include "ui/export/figure_page.h"

#include <span>
#include <string>
#include <string_view>

namespace ui {

// "pdf", "svg", "png", "tex", "csv", "html".
std::span<const std::string_view> figureFormats();
bool isFigureFormat(std::string_view extension);
std::string listOfFigureFormats();

// The bytes of a figure's file in a format. Refuses a PNG of more dots than can be painted.
core::Result<std::string> figureBytes(const FigurePage &page, const core::FigureRecipe &recipe, std::string_view format);

}  // namespace ui
