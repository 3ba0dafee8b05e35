#include "ui/render/bars_beside_rows.h"
#include "ui/render/heat_map_chart.h"
#include "ui/render/placed.h"
#include "ui/render/plot_painter.h"
#include "ui/render/render.h"

#include <qcustomplot.h>

namespace ui {
namespace {

// A map, and beside it whatever `drawBeside` draws next to its rows; with the painter's origin at the picture's corner.
template <typename DrawBeside>
void drawMap(QPainter &painter, const core::HeatMapFigure &figure, const QSize &size, const FigureStyle &style,
             DrawBeside drawBeside)
{
    QCustomPlot plot;
    plot.setBackground(Qt::NoBrush);
    HeatMapChart chart(plot);
    chart.show(figure, style);
    chart.layOut(size);
    drawPlot(painter, plot, size);
    drawBeside(chart.frame());
}

}  // namespace

void render(QPainter &painter, const core::HeatMapFigure &figure, const QRectF &area, const FigureStyle &style)
{
    if (figure.isEmpty())
        return;
    drawPlaced(painter, area.topLeft(),
               [&] { drawMap(painter, figure, area.size().toSize(), style, [](const HeatMapFrame &) {}); });
}

void render(QPainter &painter, const core::HeadStripFigure &figure, const QRectF &area, const FigureStyle &style)
{
    if (figure.isEmpty())
        return;
    const core::BarFigure bars = core::headBars(figure);
    const double width = widthBesideRows(bars.isSigned, style.bars);
    const QSizeF size(area.width() - width - style.bars.besideGap, area.height());
    drawPlaced(painter, area.topLeft(), [&] {
        drawMap(painter, core::stripsTogether(figure), size.toSize(), style, [&](const HeatMapFrame &frame) {
            drawBarsBesideRows(painter, bars, {QRectF(area.width() - width, 0, width, area.height()), frame}, std::nullopt,
                               style);
        });
    });
}

}  // namespace ui
