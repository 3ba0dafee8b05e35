#include "ui/views/token_map_view.h"

#include "ui/views/updating_veil.h"
#include "ui/widgets/picture_or_note.h"

namespace ui {

TokenMapView::TokenMapView(const ViewSources &sources, FigureBuilder builder, const QString &objectName, const QString &name,
                           QWidget *parent)
    : QWidget(parent), m_sources(sources), m_builder(std::move(builder)),
      m_plot(new HeatMapPlot(HeatMapPlot::CellShape::Square, this))
{
    setObjectName(objectName);
    m_plot->setObjectName(objectName + QStringLiteral("Plot"));
    m_plot->setAccessibleName(name);
    m_pages = new PictureOrNote(m_plot, objectName + QStringLiteral("Absence"), this);
    new UpdatingVeil(m_sources.session, this);
    connectSources();
}

void TokenMapView::connectSources()
{
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &TokenMapView::refresh);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &TokenMapView::refresh);
    connect(&m_sources.selection, &Selection::changed, this, [this] {
        if (shownHead(m_sources) != m_head)
            refresh();
        else
            showSelection();
    });
    connect(m_plot, &HeatMapPlot::cellHovered, this, [this](const std::optional<CellIndex> &cell) {
        hoverUnits(m_sources.selection, m_units, cell ? std::optional(cell->row) : std::nullopt,
                   cell ? std::optional(cell->column) : std::nullopt);
    });
    connect(m_plot, &HeatMapPlot::cellClicked, this,
            [this](const CellIndex &cell) { lockUnits(m_sources.selection, m_units, cell.row, cell.column); });
}

// What nobody sees is worked out when it is shown.
void TokenMapView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void TokenMapView::refresh()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    if (!isVisible() || !snapshot)
        return;
    m_units = shownUnits(m_sources);
    m_head = shownHead(m_sources);
    m_plot->setFigure(m_builder(*snapshot, m_head, m_units, m_sources.workbench.state()));
    m_pages->showAbsence(m_plot->figure().absence);
    showSelection();
    emit figureChanged();
}

void TokenMapView::showSelection()
{
    const ShownCell &cell = m_sources.selection.cell();
    m_plot->setHighlights({.row = m_units.unitOf(cell.query),
                           .column = m_units.unitOf(cell.key),
                           .hoveredRow = m_units.unitOf(cell.hoveredQuery),
                           .hoveredColumn = m_units.unitOf(cell.hoveredKey)});
}

}  // namespace ui
