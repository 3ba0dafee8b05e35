#pragma once

#include "core/base/result.h"
#include "ui/export/figure_page.h"

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ui {

// "pdf", "svg", "png", "tex", "csv", "html".
std::span<const std::string_view> figureFormats();
bool isFigureFormat(std::string_view extension);
std::string listOfFigureFormats();

// By the file's ending, in capitals too: "pdf" of "map.PDF".
std::string formatOf(const std::filesystem::path &file);

// Refuses a picture of more dots than can be painted.
core::Result<void> checkDots(const QSizeF &points, int dotsPerInch);

// The bytes of a figure's file in a format. Refuses a PNG as checkDots() does.
core::Result<std::string> figureBytes(const FigurePage &page, const core::FigureRecipe &recipe, std::string_view format);

struct FigureFile {
    std::filesystem::path path;
    std::string bytes;
};

// All that an export writes, the figure last: its sidecar, and what a TeX file reads beside it.
core::Result<std::vector<FigureFile>> figureFiles(const FigurePage &page, const core::FigureRecipe &recipe,
                                                  const std::filesystem::path &file);

}  // namespace ui
