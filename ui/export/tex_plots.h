#pragma once

#include "ui/export/figure_page.h"

#include <QString>

namespace ui {

// A panel as an axis of pgfplots, in a picture whose corner is the page's and whose y runs down; empty for a kind that is drawn by TikZ.
QString pgfplotsOf(const PagePanel &panel, const FigurePage &page);

}  // namespace ui
