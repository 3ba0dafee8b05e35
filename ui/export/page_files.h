#pragma once

#include "ui/export/figure_page.h"

#include <QByteArray>

#include <functional>

namespace ui {

// A sheet of paper and what is painted on it.
struct PaintedSheet {
    QSizeF size;    // in points
    QString title;  // in the file's metadata, as are the description and what the picture is made of
    QString description;
    QString provenance = {};
    QString genericFamily;                  // "serif" or "sans-serif", where the font is not installed
    std::function<void(QPainter &)> paint;  // on a painter whose unit is a point, at the sheet's corner
};

// The page, to which the sheet refers.
PaintedSheet sheetOf(const FigurePage &page);

// The sheet as a PDF of its exact size, with fonts embedded. The same painting gives the same bytes.
QByteArray pdfFile(const PaintedSheet &sheet, bool outlinesText);
// ... as an SVG
QByteArray svgFile(const PaintedSheet &sheet, bool outlinesText);
// ... as a PNG of that many dots an inch, which it states.
QByteArray pngFile(const PaintedSheet &sheet, int dotsPerInch);

// With what the page is made of in its metadata.
QByteArray pdfFile(const FigurePage &page, bool outlinesText);

inline QByteArray svgFile(const FigurePage &page, bool outlinesText)
{
    return svgFile(sheetOf(page), outlinesText);
}

inline QByteArray pngFile(const FigurePage &page, int dotsPerInch)
{
    return pngFile(sheetOf(page), dotsPerInch);
}

}  // namespace ui
