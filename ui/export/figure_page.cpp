#include "ui/export/figure_page.h"

#include "ui/export/paper_font.h"
#include "ui/render/head_grid_layout.h"
#include "ui/render/heat_map_layout.h"
#include "ui/render/render.h"
#include "ui/render/token_strip_painter.h"
#include "ui/theme/color_maps.h"
#include "ui/theme/qt_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double goldenRatio = 0.618;
constexpr double panelGap = 10;    // points between panels
constexpr double letterGap = 2;    // below a panel's letter
constexpr double tallest = 1000;   // points
constexpr double leastPanel = 40;  // points, of width
constexpr double pointsPerMillimeter = 72 / 25.4;

double pageWidth(const core::FigureRecipe &recipe, const core::VenuePreset &preset)
{
    if (const auto *millimeters = std::get_if<double>(&recipe.width))
        return *millimeters * pointsPerMillimeter;
    return std::get<core::PresetWidth>(recipe.width) == core::PresetWidth::Column ? preset.columnWidth() : preset.full;
}

// How tall a picture is that has so much room from left to right; in the style's units.
class PictureHeight
{
public:
    PictureHeight(double width, const core::PanelLook &look, const FigureStyle &style)
        : m_width(width), m_style(style), m_plot(look.height ? *look.height * pointsPerMillimeter * unitsPerPoint : 0)
    {
    }

    double operator()(const core::HeatMapFigure &figure) const { return ofMap(figure, m_width); }

    double operator()(const core::HeadStripFigure &figure) const
    {
        return ofMap(core::stripsTogether(figure), m_width - m_style.bars.besideAmounts);
    }

    double operator()(const core::HeadGridFigure &figure) const
    {
        return m_plot > 0 ? m_plot : layOutHeads(figure, QSizeF(m_width, m_width), m_style.heads).height;
    }

    double operator()(const core::HeadLinesFigure &figure) const
    {
        const double rows = static_cast<double>(figure.queries.labels.size());
        const double row = 1.3 * QFontMetricsF(m_style.body).height();
        return m_style.lines.header + (m_plot > 0 ? m_plot : rows * row);
    }

    double operator()(const core::TokenStripFigure &figure) const { return layOutTokens(figure, m_style, m_width).height; }

    double operator()(const core::CurveFigure &) const { return m_plot > 0 ? m_plot : goldenRatio * m_width; }

    double operator()(const core::BarFigure &figure) const
    {
        if (m_plot > 0 || figure.direction == core::BarDirection::Upward)
            return m_plot > 0 ? m_plot : goldenRatio * m_width;
        return m_style.bars.rowHeading + m_style.bars.row * static_cast<double>(figure.bars.size());
    }

private:
    double ofMap(const core::HeatMapFigure &figure, double width) const
    {
        const LabelExtents extents = labelExtents(figure, m_style);
        const double columns = std::max<double>(1, figure.values.cols());
        const double rows = std::max<double>(1, figure.values.rows());
        const bool isSquare = figure.shape == core::CellShape::Square;
        double row = m_style.map.firstCell;
        double column = m_style.map.firstCell;
        QMarginsF margins;
        for (int round = 0; round < 2; ++round) {
            margins = heatMapMargins(extents, row, column, m_style);
            column = std::max(1.0, width - margins.left() - margins.right()) / columns;
            row = m_plot > 0 ? m_plot / rows : isSquare ? column : 1.6 * m_style.map.largestText;
        }
        return margins.top() + row * rows + margins.bottom();
    }

    double m_width;
    const FigureStyle &m_style;
    double m_plot;  // what the look asks for; 0: nothing
};

int columnsOf(const core::FigureRecipe &recipe, std::size_t panels)
{
    const int most = static_cast<int>(panels);
    return recipe.columns == 0 ? most : std::min(recipe.columns, most);
}

}  // namespace

FigurePage figurePage(const core::FigureRecipe &recipe, core::FigureContent content)
{
    std::vector<core::Figure> &figures = content.figures;
    FigurePage page;
    page.title = qtText(content.title);
    page.description = qtText(content.caption);
    page.preset = *core::venuePreset(recipe.preset);
    page.family = paperFont(page.preset.family).font;
    page.style = FigureStyle::forPaper(page.family, unitsPerPoint, {page.preset.labelSize, page.preset.tickSize});
    const int columns = columnsOf(recipe, figures.size());
    const double width = pageWidth(recipe, page.preset);
    const double panelWidth = std::max(leastPanel, (width - panelGap * (columns - 1)) / columns);
    const double letter = figures.size() > 1 ? page.preset.letterSize + letterGap : 0;
    double top = 0;
    for (std::size_t first = 0; first < figures.size(); first += static_cast<std::size_t>(columns)) {
        const std::size_t end = std::min(figures.size(), first + static_cast<std::size_t>(columns));
        double height = 0;
        for (std::size_t index = first; index < end; ++index) {
            const PictureHeight heightOf(panelWidth * unitsPerPoint, recipe.panels[index].look, page.style);
            height = std::max(height, std::visit(heightOf, figures[index]) / unitsPerPoint);
        }
        height = std::min(std::ceil(height), tallest);
        for (std::size_t index = first; index < end; ++index) {
            const double left = (panelWidth + panelGap) * static_cast<double>(index - first);
            page.panels.push_back(
                {.figure = std::move(figures[index]),
                 .look = recipe.panels[index].look,
                 .letter =
                     letter > 0 ? QStringLiteral("(%1)").arg(QString::fromStdString(core::panelLetter(index))) : QString(),
                 .area = QRectF(left, top + letter, panelWidth, height)});
        }
        top += letter + height + panelGap;
    }
    page.size = QSizeF(width, std::ceil(top - panelGap));
    return page;
}

core::Result<void> checkColorMaps(const core::FigureRecipe &recipe)
{
    const QStringList known = sequentialColorMaps();
    for (std::size_t panel = 0; panel < recipe.panels.size(); ++panel) {
        const auto &colorMap = recipe.panels[panel].look.colorMap;
        if (colorMap && !known.contains(qtText(*colorMap)))
            return core::badInput("panels[" + std::to_string(panel) + "].color_map: expected one of " +
                                  known.join(QStringLiteral(", ")).toStdString());
    }
    return {};
}

core::Result<FigurePage> drawnPage(const core::FigureRecipe &recipe, core::PanelAnswerer &answerer,
                                   const core::StopToken &stop)
{
    if (const auto checked = checkColorMaps(recipe); !checked)
        return checked.error();
    auto content = core::figureContent(recipe, answerer, stop);
    return content ? core::Result(figurePage(recipe, *std::move(content))) : content.error();
}

void paintPanel(QPainter &painter, const PagePanel &panel, const FigurePage &page)
{
    painter.save();
    painter.scale(1 / unitsPerPoint, 1 / unitsPerPoint);
    const QRectF area(panel.area.topLeft() * unitsPerPoint, panel.area.size() * unitsPerPoint);
    if (!panel.letter.isEmpty()) {
        painter.setFont(fontOfSize(page.style.body, page.preset.letterSize * unitsPerPoint, QFont::Bold));
        painter.setPen(page.style.theme.text);
        painter.drawText(QPointF(area.left(), area.top() - letterGap * unitsPerPoint), panel.letter);
    }
    render(painter, panel.figure, area, page.style);
    painter.restore();
}

void paintPage(QPainter &painter, const FigurePage &page)
{
    for (const PagePanel &panel : page.panels)
        paintPanel(painter, panel, page);
}

}  // namespace ui
