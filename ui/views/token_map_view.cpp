#include "ui/views/token_map_view.h"

namespace ui {

TokenMapView::TokenMapView(const ViewSources &sources, FigureBuilder builder, const QString &objectName, const QString &name,
                           QWidget *parent)
    : BuiltPicture(sources, parent), m_builder(std::move(builder)),
      m_plot(new HeatMapPlot(HeatMapPlot::CellShape::Square, this))
{
    showIn(m_plot, objectName, name);
    Selection &selection = sources.selection;
    connect(m_plot, &HeatMapPlot::cellHovered, this, [this, &selection](const std::optional<CellIndex> &cell) {
        hoverUnits(selection, m_units, cell ? std::optional(cell->row) : std::nullopt,
                   cell ? std::optional(cell->column) : std::nullopt);
    });
    connect(m_plot, &HeatMapPlot::cellClicked, this,
            [this, &selection](const CellIndex &cell) { lockUnits(selection, m_units, cell.row, cell.column); });
}

std::string TokenMapView::draw(const core::AnalysisSnapshot &snapshot, core::HeadRef head)
{
    m_units = shownUnits(sources());
    m_plot->setFigure(m_builder(snapshot, head, m_units, sources().workbench.state()));
    return m_plot->figure().absence;
}

void TokenMapView::showSelection()
{
    const ShownCell &cell = sources().selection.cell();
    m_plot->setHighlights({.row = m_units.unitOf(cell.query),
                           .column = m_units.unitOf(cell.key),
                           .hoveredRow = m_units.unitOf(cell.hoveredQuery),
                           .hoveredColumn = m_units.unitOf(cell.hoveredKey)});
}

}  // namespace ui
