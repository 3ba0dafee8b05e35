#include "ui/export/html_file.h"

#include "core/figure/values/figure_text.h"
#include "ui/export/page_files.h"
#include "ui/export/vector_text.h"
#include "ui/render/heat_map_layout.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/symbol_text.h"

#include <algorithm>

namespace ui {
namespace {

constexpr Eigen::Index mostRead = 40000;  // cells of a map that each have a title

QString labelOf(const core::FigureAxis &axis, Eigen::Index index)
{
    const auto place = static_cast<std::size_t>(index);
    return place < axis.labels.size() ? qtText(axis.labels[place].text) : QString::number(index);
}

// Transparent cells over those of the picture.
QString titlesOf(const core::HeatMapFigure &figure, const QRectF &area, const FigureStyle &style)
{
    if (figure.values.size() > mostRead)
        return {};
    const QRectF cells = cellsWithin(area.size() * unitsPerPoint, figure, labelExtents(figure, style), style);
    const double width = cells.width() / unitsPerPoint / static_cast<double>(figure.values.cols());
    const double height = cells.height() / unitsPerPoint / static_cast<double>(figure.values.rows());
    const QPointF corner = area.topLeft() + cells.topLeft() / unitsPerPoint;
    QString titles;
    for (Eigen::Index row = 0; row < figure.values.rows(); ++row) {
        for (Eigen::Index column = 0; column < figure.values.cols(); ++column) {
            const QString read = QStringLiteral("%1 → %2: %3")
                                     .arg(labelOf(figure.rows, row), labelOf(figure.columns, column),
                                          qtText(core::formatBriefly(figure.values(row, column))));
            titles += QStringLiteral("<rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\"><title>%5</title></rect>\n")
                          .arg(lengthText(corner.x() + width * static_cast<double>(column)),
                               lengthText(corner.y() + height * static_cast<double>(row)), lengthText(width),
                               lengthText(height), read.toHtmlEscaped());
        }
    }
    return titles;
}

}  // namespace

QByteArray htmlFile(const FigurePage &page)
{
    QByteArray picture = svgFile(page, /*outlinesText=*/true);
    picture.remove(0, picture.indexOf("<svg"));
    QString titles;
    for (const PagePanel &panel : page.panels) {
        if (const auto *map = std::get_if<core::HeatMapFigure>(&panel.figure))
            titles += titlesOf(*map, panel.area, panelStyle(page.style, panel.slot.width()));
    }
    const QByteArray readable = "<g class=\"cells\">\n" + titles.toUtf8() + "</g>\n</svg>";
    picture.replace(picture.lastIndexOf("</svg>"), 6, readable);
    const QString title = page.title.toHtmlEscaped();
    return QStringLiteral(
               "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>%1</title>\n<style>\n"
               "body{font-family:sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222}\n"
               "svg{width:100%;height:auto}\n.cells rect{fill:transparent}\n"
               ".cells rect:hover{stroke:#222;stroke-width:.5}\n</style>\n</head>\n<body>\n<figure>\n")
               .arg(title)
               .toUtf8() +
           picture + "\n<figcaption>" + symbolsInHtml(page.description.toHtmlEscaped()).toUtf8() +
           "</figcaption>\n</figure>\n</body>\n</html>\n";
}

}  // namespace ui
