#pragma once

#include "core/base/result.h"
#include "core/figure/any/any_figure.h"
#include "core/figure/any/figure_table.h"
#include "core/recipe/figure_content.h"
#include "core/recipe/figure_recipe.h"
#include "core/recipe/venue_preset.h"
#include "ui/theme/figure_style.h"

#include <QRectF>
#include <QSizeF>
#include <QString>

#include <optional>
#include <set>
#include <string>
#include <vector>

class QPainter;

namespace ui {

// One picture on a page.
struct PagePanel {
    core::Figure figure;
    QString letter;                   // "(a)"; empty where there is one panel
    QRectF slot;                      // in points, what the page leaves it, without the letter
    QRectF area;                      // of the picture, within it
    double askedHeight = 0;           // in points, of the plot; 0: as it comes
    std::set<char32_t> missing = {};  // characters that no installed font has; their code points are written instead
};

// A figure as it is written to a file, whatever its format. Lengths are PDF points.
struct FigurePage {
    QSizeF size;  // the preset's width; the height is whole
    std::vector<PagePanel> panels;
    std::optional<core::HeatMapFigure> sharedBar;  // whose scale is that of all maps
    core::VenuePreset preset;
    QFont family;
    FigureStyle style;                     // in units of `unitsPerPoint`
    QString title;                         // in the file's metadata, never in the picture
    QString description;                   // the caption and what the figure is made of
    std::vector<core::Figure> plotted;     // the panels' pictures with the labels that they have in tables
    std::vector<core::DrawnModel> models;  // what they were drawn of
    std::vector<std::string> notes;        // of the content
    std::set<char32_t> missing;            // of any panel
};

// Pictures are laid out in tenths of a point, since fonts have whole sizes.
constexpr double unitsPerPoint = 10;

// Panels in rows of `recipe.columns`, aligned as placePanels() does.
FigurePage figurePage(const core::FigureRecipe &recipe, core::FigureContent content);

// The page of one figure, from its recipe. Refuses what core::figureContent() does, a color map that is none, and a panel whose texts
// leave its picture no room.
core::Result<FigurePage> drawnPage(const core::FigureRecipe &recipe, core::PanelAnswerer &answerer,
                                   const core::StopToken &stop);
// Of a panel's look; what drawnPage() refuses besides.
core::Result<void> checkColorMaps(const core::FigureRecipe &recipe);
core::Result<void> checkWidths(const FigurePage &page);

// One of its panels, where it stands.
void paintPanel(QPainter &painter, const PagePanel &panel, const FigurePage &page);

// The picture on a painter whose unit is a point, at the page's corner.
void paintPage(QPainter &painter, const FigurePage &page);

// The same in parts, for a file that has its own way with some of them.
void paintLetter(QPainter &painter, const PagePanel &panel, const FigurePage &page);
void paintPicture(QPainter &painter, const PagePanel &panel, const FigureStyle &style);
void paintSharedBar(QPainter &painter, const FigurePage &page);

// The page's style for a panel of the width: long labels are cut before they take the picture's room.
FigureStyle panelStyle(FigureStyle style, double width);

}  // namespace ui
