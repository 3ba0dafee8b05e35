#pragma once

#include "ui/export/figure_page.h"

#include <QByteArray>

namespace ui {

// The page as a PDF of its exact size, with fonts embedded. The same page gives the same bytes.
QByteArray pdfFile(const FigurePage &page, bool outlinesText);
// ... as an SVG
QByteArray svgFile(const FigurePage &page, bool outlinesText);
// ... as a PNG of that many dots an inch, which it states.
QByteArray pngFile(const FigurePage &page, int dotsPerInch);

}  // namespace ui
