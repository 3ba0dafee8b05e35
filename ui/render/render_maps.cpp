#include "ui/render/bars_beside_rows.h"
#include "ui/render/heat_map_layout.h"
#include "ui/render/heat_map_painter.h"
#include "ui/render/placed.h"
#include "ui/render/render.h"

namespace ui {
namespace {

// The frame that shows all of a map.
HeatMapFrame wholeMap(const core::HeatMapFigure &figure, const QSizeF &size, const FigureStyle &style)
{
    return {.cells = cellsWithin(size, figure, labelExtents(figure, style), style),
            .rows = {0, static_cast<double>(figure.values.rows())},
            .columns = {0, static_cast<double>(figure.values.cols())}};
}

// With the painter's origin at the picture's corner.
void drawMap(QPainter &painter, const core::HeatMapFigure &figure, const HeatMapFrame &frame, const QSizeF &size,
             const FigureStyle &style)
{
    const ColorTable colors = colorTable(QString::fromStdString(figure.colorMap), style.theme);
    const CellRaster cells(core::viewOf(figure.values), figure.scale);
    const HeatMapPicture picture{figure, frame, colors, size, painter.device()->devicePixelRatioF()};
    drawCells(painter, picture, cells, style);
    drawAroundCells(painter, picture, {}, style);
}

}  // namespace

void render(QPainter &painter, const core::HeatMapFigure &figure, const QRectF &area, const FigureStyle &style)
{
    if (figure.isEmpty())
        return;
    const HeatMapFrame frame = wholeMap(figure, area.size(), style);
    drawPlaced(painter, area.topLeft(), [&] { drawMap(painter, figure, frame, area.size(), style); });
}

void render(QPainter &painter, const core::HeadStripFigure &figure, const QRectF &area, const FigureStyle &style)
{
    if (figure.isEmpty())
        return;
    const core::HeatMapFigure strips = core::stripsTogether(figure);
    const core::BarFigure bars = core::headBars(figure);
    const double width = widthBesideRows(bars.isSigned, style.bars);
    const QSizeF size(area.width() - width - style.bars.besideGap, area.height());
    const HeatMapFrame frame = wholeMap(strips, size, style);
    drawPlaced(painter, area.topLeft(), [&] {
        drawMap(painter, strips, frame, size, style);
        drawBarsBesideRows(painter, bars, {QRectF(area.width() - width, 0, width, area.height()), frame}, std::nullopt,
                           style);
    });
}

}  // namespace ui
