#include "ui/views/heat_map_view.h"

#include "ui/views/updating_veil.h"

#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

HeatMapView::HeatMapView(const ViewSources &sources, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_plot(new HeatMapPlot(HeatMapPlot::CellShape::Square, this))
{
    setObjectName(QStringLiteral("heatMap"));
    m_plot->setObjectName(QStringLiteral("heatMapPlot"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_plot);
    new UpdatingVeil(m_sources.session, this);
    connectSources();
    refresh();
}

void HeatMapView::connectSources()
{
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &HeatMapView::refresh);
    connect(&m_sources.viewState, &ViewState::changed, this, &HeatMapView::refresh);
    connect(&m_sources.selection, &Selection::changed, this, [this] {
        if (shownHead(m_sources) != m_head)
            refresh();
        else
            showSelection();
    });
    connect(m_plot, &HeatMapPlot::cellHovered, this, &HeatMapView::hoverCell);
    connect(m_plot, &HeatMapPlot::cellClicked, this, &HeatMapView::lockCell);
}

void HeatMapView::refresh()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    m_units = shownUnits(m_sources);
    m_head = shownHead(m_sources);
    m_plot->setFigure(snapshot
                          ? core::attentionFigure(*snapshot, m_head, m_units, colorOptions(m_sources.viewState.options()))
                          : core::HeatMapFigure());
    showSelection();
}

void HeatMapView::showSelection()
{
    const SelectedCell &cell = m_sources.selection.cell();
    m_plot->setHighlights({.row = m_units.unitOf(cell.query),
                           .column = m_units.unitOf(cell.key),
                           .hoveredRow = m_units.unitOf(cell.hoveredQuery),
                           .hoveredColumn = m_units.unitOf(cell.hoveredKey)});
}

void HeatMapView::hoverCell(const std::optional<CellIndex> &cell)
{
    hoverUnits(m_sources.selection, m_units, cell ? std::optional(cell->row) : std::nullopt,
               cell ? std::optional(cell->column) : std::nullopt);
}

void HeatMapView::lockCell(const CellIndex &cell)
{
    const HeatMapHighlights &shown = m_plot->highlights();
    if (shown.row == cell.row && shown.column == cell.column)
        m_sources.selection.clear();
    else
        lockUnits(m_sources.selection, m_units, cell.row, cell.column);
}

void HeatMapView::moveLock(int rows, int columns)
{
    if (m_units.size() == 0)
        return;
    const HeatMapHighlights &shown = m_plot->highlights();
    const auto moved = [this](const std::optional<int> &unit, int by) {
        return unit ? std::clamp(*unit + by, 0, m_units.size() - 1) : 0;
    };
    lockUnits(m_sources.selection, m_units, moved(shown.row, rows), moved(shown.column, columns));
}

void HeatMapView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        m_sources.selection.clear();
        break;
    case Qt::Key_Up:
        moveLock(-1, 0);
        break;
    case Qt::Key_Down:
        moveLock(1, 0);
        break;
    case Qt::Key_Left:
        moveLock(0, -1);
        break;
    case Qt::Key_Right:
        moveLock(0, 1);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

}  // namespace ui
