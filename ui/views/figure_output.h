#pragma once

#include "core/recipe/figure_content.h"
#include "core/recipe/figure_recipe.h"

#include <QString>

#include <filesystem>

class QClipboard;

namespace ui {

constexpr int dotsOfClipboard = 300;  // per inch: for slides and notes

// What a figure is copied as.
enum class CopyForm { Image, Values, Latex, CommandLine };

// The whole problem as one sentence, or nothing.
QString copyFigure(CopyForm form, const core::FigureRecipe &figure, const core::FigureContent &content,
                   QClipboard &clipboard);

// The file, whose ending is its format, and its sidecar: both or neither.
QString saveFigure(const core::FigureRecipe &figure, const core::FigureContent &content, const std::filesystem::path &file);

// What the shell is given to draw the same figure.
std::string figureCommandLine(const core::FigureRecipe &figure, const QString &fileName);

// A table of comma-separated values as spreadsheets take it from the clipboard, between tabs.
QString tabbed(const std::string &csv);

// "compact-bert-sst2-L2-H3-heat-map": for a file.
QString proposedName(const core::FigureContent &content);

}  // namespace ui
