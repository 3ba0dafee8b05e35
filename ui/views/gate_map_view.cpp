#include "ui/views/gate_map_view.h"

#include "core/figure/weight_figures.h"
#include "ui/plot/heat_map_plot.h"

#include <QVBoxLayout>

namespace ui {

GateMapView::GateMapView(const ViewSources &sources, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_plot(new HeatMapPlot(HeatMapPlot::CellShape::Square, this))
{
    setObjectName(QStringLiteral("gateMap"));
    m_plot->setObjectName(QStringLiteral("gateMapPlot"));
    m_plot->setAccessibleName(tr("Learned gates of the selected head"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_plot);
    connectSources();
}

void GateMapView::connectSources()
{
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &GateMapView::refresh);
    connect(&m_sources.viewState, &ViewState::changed, this, &GateMapView::refresh);
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

void GateMapView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

// What nobody sees is worked out when it is shown.
void GateMapView::refresh()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    if (!isVisible() || !snapshot)
        return;
    m_units = shownUnits(m_sources);
    m_head = shownHead(m_sources);
    core::HeatMapFigure figure = core::keepProbabilityFigure(*snapshot, m_head, m_units);
    setToolTip(QString::fromStdString(figure.explanation));
    m_plot->setFigure(std::move(figure));
    showSelection();
}

void GateMapView::showSelection()
{
    const SelectedCell &cell = m_sources.selection.cell();
    m_plot->setHighlights({.row = m_units.unitOf(cell.query),
                           .column = m_units.unitOf(cell.key),
                           .hoveredRow = m_units.unitOf(cell.hoveredQuery),
                           .hoveredColumn = m_units.unitOf(cell.hoveredKey)});
}

}  // namespace ui
