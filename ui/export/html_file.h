#pragma once

#include "ui/export/figure_page.h"

#include <QByteArray>

namespace ui {

// The page as one HTML file without any address outside it: the picture as SVG, which needs no JavaScript, the caption, and the cells
// of every map as titles that a pointer reads out.
QByteArray htmlFile(const FigurePage &page);

}  // namespace ui
