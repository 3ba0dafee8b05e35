#include "ui/render/render.h"

#include "ui/render/bar_painter.h"
#include "ui/render/curve_chart.h"
#include "ui/render/head_lines_painter.h"
#include "ui/render/head_thumbnail_painter.h"
#include "ui/render/paper_bars.h"
#include "ui/render/paper_head_grid.h"
#include "ui/render/placed.h"
#include "ui/render/plot_painter.h"
#include "ui/render/token_color_bar.h"
#include "ui/render/token_strip_painter.h"

#include <qcustomplot.h>

namespace ui {

void render(QPainter &painter, const core::HeadGridFigure &figure, const QRectF &area, const FigureStyle &style)
{
    if (figure.cells.empty())
        return;
    if (style.isOnPaper() && figure.isMatrix) {
        drawPaperHeads(painter, figure, area, style);
        return;
    }
    const HeadGridLayout layout = layOutHeads(figure, area.size(), style.heads);
    const std::vector<QImage> thumbnails = thumbnailImages(figure, style.theme);
    drawPlaced(painter, area.topLeft(), [&] {
        drawHeadGrid(painter, {.figure = &figure, .layout = &layout, .thumbnails = &thumbnails},
                     QRectF(QPointF(), area.size()), style);
    });
}

void render(QPainter &painter, const core::HeadLinesFigure &figure, const QRectF &area, const FigureStyle &style)
{
    if (figure.isEmpty())
        return;
    const HeadLinesFrame frame = layOutLines(figure, area.size(), style);
    drawPlaced(painter, area.topLeft(), [&] {
        drawLines(painter, figure, frame, lineColors(style.theme), 1);
        drawLineLabels(painter, figure, frame, {}, style);
    });
}

void render(QPainter &painter, const core::TokenStripFigure &figure, const QRectF &area, const FigureStyle &style)
{
    const TokenStripLayout layout = layOutTokens(figure, style, area.width());
    drawPlaced(painter, area.topLeft(), [&] {
        drawTokens(painter, figure, layout, {}, style);
        if (style.isOnPaper())
            drawTokenColorBar(painter, figure, QRectF(0, layout.height, area.width(), 0), style);
    });
}

// Plots are laid out on whole units.
void render(QPainter &painter, const core::CurveFigure &figure, const QRectF &area, const FigureStyle &style)
{
    if (figure.isEmpty())
        return;
    const QSize size = area.size().toSize();
    QCustomPlot plot;
    plot.setBackground(Qt::NoBrush);
    CurveChart chart(plot);
    chart.show(figure, style);
    chart.layOut(size);
    drawPlaced(painter, area.topLeft(), [&] { drawPlot(painter, plot, size); });
}

void render(QPainter &painter, const core::BarFigure &figure, const QRectF &area, const FigureStyle &style)
{
    if (figure.isEmpty())
        return;
    const QRectF room(QPointF(), area.size());
    drawPlaced(painter, area.topLeft(), [&] {
        if (style.isOnPaper())
            drawPaperBars(painter, figure, room, style);
        else if (figure.direction == core::BarDirection::Upward)
            drawColumns(painter, figure, room, std::nullopt, style);
        else
            drawBarRows(painter, figure, room, room, style);
    });
}

void render(QPainter &painter, const core::Figure &figure, const QRectF &area, const FigureStyle &style)
{
    std::visit([&](const auto &kind) { render(painter, kind, area, style); }, figure);
}

}  // namespace ui
