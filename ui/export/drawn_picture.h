#pragma once

#include "core/base/result.h"
#include "core/figure/any/any_figure.h"
#include "ui/export/page_files.h"

#include <QString>

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ui {

// What a picture is called and what it is of.
struct PictureName {
    QString file;         // "side-by-side": without an ending
    QString description;  // goes into the file's metadata
};

// A picture that no recipe draws, for the clipboard and for files: on paper as figures are.
struct DrawnPicture {
    PictureName name;
    PaintedSheet sheet;
    std::string table;  // the numbers that are drawn, as CSV
};

// What paints a picture that has a width, in the units and the style that it is given. It may need more.
struct PicturePainter {
    std::function<QSizeF(double width, const FigureStyle &style)> size;
    std::function<void(QPainter &painter, double width, const FigureStyle &style)> paint;
};

// As wide as a page of text, or as the picture needs.
DrawnPicture drawnPicture(const PictureName &name, PicturePainter painter, std::string table);
// Figures in a row: one as wide as a column, several as wide as a page.
DrawnPicture drawnPicture(const PictureName &name, std::vector<core::Figure> figures);

// "pdf", "svg", "png", "csv".
std::span<const std::string_view> pictureFormats();
// The bytes of the file in one of them. Refuses a PNG of more dots than can be painted.
core::Result<std::string> pictureBytes(const DrawnPicture &picture, std::string_view format);

}  // namespace ui
