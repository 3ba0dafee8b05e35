#pragma once

#include "core/figure/any/any_figure.h"
#include "core/figure/any/figure_table.h"
#include "core/recipe/figure_content.h"
#include "core/recipe/figure_recipe.h"
#include "core/recipe/venue_preset.h"
#include "ui/theme/figure_style.h"

#include <QRectF>
#include <QSizeF>
#include <QString>

#include <vector>

class QPainter;

namespace ui {

// One picture on a page.
struct PagePanel {
    core::Figure figure;
    core::PanelLook look;
    QString letter;  // "(a)"; empty where there is one panel
    QRectF area;     // in points, without the letter
};

// A figure as it is written to a file, whatever its format. Lengths are PDF points.
struct FigurePage {
    QSizeF size;  // the preset's width; the height is whole
    std::vector<PagePanel> panels;
    core::VenuePreset preset;
    QFont family;
    FigureStyle style;    // in units of `unitsPerPoint`
    QString title;        // in the file's metadata, never in the picture
    QString description;  // the caption and what the figure is made of
};

// Pictures are laid out in tenths of a point, since fonts have whole sizes.
constexpr double unitsPerPoint = 10;

// Panels in rows of `recipe.columns`, each as tall as its picture asks for at its width, those of a row alike.
FigurePage figurePage(const core::FigureRecipe &recipe, core::FigureContent content);

// The page of one figure, from its recipe. Refuses what core::figureContent() does, and a color map that is none.
core::Result<FigurePage> drawnPage(const core::FigureRecipe &recipe, core::PanelAnswerer &answerer,
                                   const core::StopToken &stop);
// Of a panel's look; what drawnPage() refuses besides.
core::Result<void> checkColorMaps(const core::FigureRecipe &recipe);

// One of its panels, where it stands.
void paintPanel(QPainter &painter, const PagePanel &panel, const FigurePage &page);

// The picture on a painter whose unit is a point, at the page's corner.
void paintPage(QPainter &painter, const FigurePage &page);

}  // namespace ui
