#include "ui/export/plot_area.h"

#include "ui/render/bars_beside_rows.h"
#include "ui/render/head_lines_painter.h"
#include "ui/render/heat_map_layout.h"
#include "ui/render/paper_bars.h"
#include "ui/render/placed_curves.h"

#include <cmath>

namespace ui {
namespace {

QRectF areaOfMap(const core::HeatMapFigure &figure, const QSizeF &size, const FigureStyle &style)
{
    constexpr double rounding = 2;  // units between what a map leaves around it and its place on whole units
    const LabelExtents extents = labelExtents(figure, style);
    const QSizeF whole = size.toSize();
    QRectF cells = cellsWithin(whole, figure, extents, style);
    const QMarginsF margins =
        heatMapMargins(extents, cells.height() / std::max<double>(1, static_cast<double>(figure.values.rows())),
                       cells.width() / std::max<double>(1, static_cast<double>(figure.values.cols())), whole.width(), style);
    if (std::abs(cells.left() - margins.left()) > rounding) {
        cells.setLeft(margins.left());
        cells.setRight(whole.width() - margins.right());
    }
    return cells;
}

class PlotArea
{
public:
    PlotArea(const QSizeF &size, const FigureStyle &style) : m_size(size), m_style(style) {}

    std::optional<QRectF> operator()(const core::HeatMapFigure &figure) const { return areaOfMap(figure, m_size, m_style); }

    std::optional<QRectF> operator()(const core::HeadStripFigure &figure) const
    {
        const double beside = widthBesideRows(core::headBars(figure).isSigned, m_style.bars) + m_style.bars.besideGap;
        return areaOfMap(core::stripsTogether(figure), m_size - QSizeF(beside, 0), m_style);
    }

    std::optional<QRectF> operator()(const core::CurveFigure &figure) const
    {
        return placeCurves(figure, m_size, m_style).plot;
    }

    std::optional<QRectF> operator()(const core::BarFigure &figure) const
    {
        return barAxis(figure, QRectF(QPointF(), m_size), m_style).box;
    }

    std::optional<QRectF> operator()(const core::HeadLinesFigure &figure) const
    {
        const HeadLinesFrame frame = layOutLines(figure, m_size, m_style);
        return QRectF(frame.queryEdge, frame.top, frame.keyEdge - frame.queryEdge, frame.rowHeight * frame.tokens);
    }

    std::optional<QRectF> operator()(const core::HeadGridFigure &) const { return std::nullopt; }
    std::optional<QRectF> operator()(const core::TokenStripFigure &) const { return std::nullopt; }

private:
    QSizeF m_size;
    const FigureStyle &m_style;
};

}  // namespace

std::optional<QRectF> plotArea(const core::Figure &figure, const QSizeF &size, const FigureStyle &style)
{
    const bool isEmpty = std::visit(
        [](const auto &each) {
            if constexpr (requires { each.isEmpty(); })
                return each.isEmpty();
            else
                return false;
        },
        figure);
    return isEmpty ? std::nullopt : std::visit(PlotArea(size, style), figure);
}

}  // namespace ui
