#include "ui/export/panel_size.h"

#include "ui/render/bars_beside_rows.h"
#include "ui/render/curve_legend.h"
#include "ui/render/head_grid_layout.h"
#include "ui/render/head_lines_painter.h"
#include "ui/render/heat_map_layout.h"
#include "ui/render/paper_bars.h"
#include "ui/render/paper_head_grid.h"
#include "ui/render/placed_curves.h"
#include "ui/render/token_color_bar.h"
#include "ui/render/token_strip_painter.h"

#include <QFontMetricsF>

#include <algorithm>

namespace ui {
namespace {

constexpr double goldenRatio = 0.618;
constexpr double leastPicture = 4;       // sizes of text, of what is left of a panel beside its texts
constexpr double leastPlotLines = 12;    // of text, as tall as a plot with its names and numbers is at least
constexpr double smallestNumber = 0.72;  // sizes of text, of the numbers in cells

class PictureHeight
{
public:
    PictureHeight(double width, double plot, const FigureStyle &style) : m_width(width), m_plot(plot), m_style(style) {}

    double operator()(const core::HeatMapFigure &figure) const { return ofMap(figure, m_width); }

    double operator()(const core::HeadStripFigure &figure) const
    {
        const double bars = widthBesideRows(core::headBars(figure).isSigned, m_style.bars);
        return ofMap(core::stripsTogether(figure), m_width - bars - m_style.bars.besideGap);
    }

    double operator()(const core::HeadGridFigure &figure) const { return paperHeadsHeight(figure, m_width, m_style); }

    double operator()(const core::HeadLinesFigure &figure) const
    {
        const double rows = static_cast<double>(figure.queries.labels.size());
        const double row = 1.3 * QFontMetricsF(m_style.body).height();
        return m_style.lines.header + (m_plot > 0 ? m_plot : rows * row);
    }

    double operator()(const core::TokenStripFigure &figure) const
    {
        return layOutTokens(figure, m_style, m_width).height + tokenColorBarHeight(figure, m_style);
    }

    double operator()(const core::CurveFigure &figure) const
    {
        const double lines = leastPlotLines * QFontMetricsF(m_style.note).height();
        return (m_plot > 0 ? m_plot : std::max(goldenRatio * m_width, lines)) + legendHeight(figure, m_width, m_style);
    }

    double operator()(const core::BarFigure &figure) const
    {
        if (m_plot > 0 || figure.direction == core::BarDirection::Upward)
            return m_plot > 0 ? m_plot : goldenRatio * m_width;
        return paperBarsHeight(figure, m_style);
    }

private:
    double ofMap(const core::HeatMapFigure &figure, double width) const
    {
        const LabelExtents extents = labelExtents(figure, m_style);
        const double columns = std::max<double>(1, static_cast<double>(figure.values.cols()));
        const double rows = std::max<double>(1, static_cast<double>(figure.values.rows()));
        const bool isSquare = figure.shape == core::CellShape::Square;
        double row = m_style.map.firstCell;
        double column = m_style.map.firstCell;
        QMarginsF margins;
        for (int round = 0; round < 2; ++round) {
            margins = heatMapMargins(extents, row, column, width, m_style);
            column = std::max(1.0, width - margins.left() - margins.right()) / columns;
            row = m_plot > 0 ? m_plot / rows : isSquare ? column : 1.6 * m_style.map.largestText;
            if (isSquare)
                row = std::min(row, tallestCell * column);  // a taller one would leave paper below the map
        }
        return margins.top() + row * rows + margins.bottom();
    }

    double m_width;
    double m_plot;
    const FigureStyle &m_style;
};

class LeastWidth
{
public:
    explicit LeastWidth(const FigureStyle &style) : m_style(style), m_picture(leastPicture * style.map.largestText) {}

    double operator()(const core::HeatMapFigure &figure) const
    {
        if (!figure.hasNumbers)
            return leastMapWidth(figure, m_picture, m_style);
        const double numbers = leastNumberedWidth(figure, smallestNumber * m_style.map.largestText, m_style);
        return leastMapWidth(figure, std::max(m_picture, numbers), m_style);
    }

    double operator()(const core::HeadStripFigure &figure) const
    {
        return (*this)(core::stripsTogether(figure)) + m_style.bars.besideGap +
               widthBesideRows(core::headBars(figure).isSigned, m_style.bars);
    }

    double operator()(const core::HeadGridFigure &figure) const { return leastPaperHeadsWidth(figure, m_style); }

    double operator()(const core::HeadLinesFigure &figure) const
    {
        constexpr double wide = 1e5;
        const HeadLinesFrame frame = layOutLines(figure, QSizeF(wide, wide), m_style);
        return frame.queryEdge + (wide - frame.keyEdge) + m_picture + 2 * m_style.lines.labelGap;
    }

    double operator()(const core::TokenStripFigure &figure) const
    {
        double widest = 0;
        for (const QRectF &chip : layOutTokens(figure, m_style, m_picture).chips)
            widest = std::max(widest, chip.width());
        return widest + 2 * m_style.tokens.edge;
    }

    double operator()(const core::CurveFigure &figure) const { return widthAroundCurves(figure, m_style) + 2 * m_picture; }

    double operator()(const core::BarFigure &figure) const { return leastPaperBarsWidth(figure, m_style); }

private:
    const FigureStyle &m_style;
    double m_picture;
};

}  // namespace

double pictureHeight(const core::Figure &figure, double width, double plot, const FigureStyle &style)
{
    return std::visit(PictureHeight(width, plot, style), figure);
}

double leastPictureWidth(const core::Figure &figure, const FigureStyle &style)
{
    return std::visit(LeastWidth(style), figure);
}

}  // namespace ui
