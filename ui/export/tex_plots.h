#pragma once

#include "ui/export/figure_page.h"

#include <QString>

namespace ui {

// A panel's curves or bars as an axis of pgfplots, where the page has them, in a picture whose corner is the page's and whose y runs
// down; empty for a kind that is drawn by TikZ. Texts other than an axis's numbers are left to whoever paints the panel's.
QString pgfplotsOf(const PagePanel &panel, const FigurePage &page);

// In which the panel's texts are painted then.
FigureStyle styleBesidePgfplots(FigureStyle style);
// The samples and names below the panel's curves, which that style leaves out.
void paintLegendBesidePgfplots(QPainter &painter, const PagePanel &panel, const FigureStyle &style);

}  // namespace ui
