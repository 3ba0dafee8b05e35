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
    m_plot->setFigure(snapshot ? core::headPictureFigure(*snapshot, m_head, m_units, colorOptions(m_sources.viewState.options()),
                                                         shownPicture(m_sources))
                               : core::HeatMapFigure());
    showSelection();
}

std::optional<int> HeatMapView::highlightOn(const core::FigureAxis &axis, const std::optional<core::TokenPosition> &token,
                                            const std::optional<int> &own) const
{
    if (axis.showsUnits)
        return m_units.unitOf(token);
    return own && *own < static_cast<int>(axis.labels.size()) ? own : std::nullopt;
}

void HeatMapView::showSelection()
{
    const SelectedCell &cell = m_sources.selection.cell();
    const core::HeatMapFigure &figure = m_plot->figure();
    const auto row = [](const std::optional<CellIndex> &index) { return index ? std::optional(index->row) : std::nullopt; };
    const auto column = [](const std::optional<CellIndex> &index) { return index ? std::optional(index->column) : std::nullopt; };
    m_plot->setHighlights({.row = highlightOn(figure.rows, cell.query, row(m_lockedCell)),
                           .column = highlightOn(figure.columns, cell.key, column(m_lockedCell)),
                           .hoveredRow = highlightOn(figure.rows, cell.hoveredQuery, row(m_hoveredCell)),
                           .hoveredColumn = highlightOn(figure.columns, cell.hoveredKey, column(m_hoveredCell))});
}

void HeatMapView::hoverCell(const std::optional<CellIndex> &cell)
{
    const core::HeatMapFigure &figure = m_plot->figure();
    m_hoveredCell = cell;
    hoverUnits(m_sources.selection, m_units, cell && figure.rows.showsUnits ? std::optional(cell->row) : std::nullopt,
               cell && figure.columns.showsUnits ? std::optional(cell->column) : std::nullopt);
    showSelection();
}

void HeatMapView::lockCell(const CellIndex &cell)
{
    const HeatMapHighlights &shown = m_plot->highlights();
    if (shown.row == cell.row && shown.column == cell.column) {
        clear();
        return;
    }
    const core::HeatMapFigure &figure = m_plot->figure();
    const SelectedCell &selected = m_sources.selection.cell();
    m_lockedCell = cell;
    lockUnits(m_sources.selection, m_units, figure.rows.showsUnits ? cell.row : m_units.unitOf(selected.query),
              figure.columns.showsUnits ? cell.column : m_units.unitOf(selected.key));
    showSelection();
}

void HeatMapView::clear()
{
    m_lockedCell.reset();
    m_sources.selection.clear();
    showSelection();
}

void HeatMapView::moveLock(int rows, int columns)
{
    const core::HeatMapFigure &figure = m_plot->figure();
    if (figure.isEmpty())
        return;
    const HeatMapHighlights &shown = m_plot->highlights();
    const auto moved = [](const std::optional<int> &index, int by, const core::FigureAxis &axis) {
        return index ? std::clamp(*index + by, 0, static_cast<int>(axis.labels.size()) - 1) : 0;
    };
    const CellIndex cell{moved(shown.row, rows, figure.rows), moved(shown.column, columns, figure.columns)};
    if (cell.row != shown.row || cell.column != shown.column)
        lockCell(cell);
}

void HeatMapView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        clear();
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
