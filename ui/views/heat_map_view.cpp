#include "ui/views/heat_map_view.h"

#include "ui/views/updating_veil.h"

#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace ui {
namespace {

// On the axes that show no tokens.
core::PictureIndices indicesOf(const core::HeatMapFigure &figure, const CellIndex &cell)
{
    core::PictureIndices indices;
    if (!figure.rows.showsUnits)
        indices.row = cell.row;
    if (!figure.columns.showsUnits)
        indices.column = cell.column;
    return indices;
}

std::pair<Eigen::Index, Eigen::Index> shapeOf(const core::HeatMapFigure &figure)
{
    return {figure.values.rows(), figure.values.cols()};
}

}  // namespace

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
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &HeatMapView::refresh);
    connect(&m_sources.selection, &Selection::changed, this, [this] {
        if (shownHead(m_sources) != m_head)
            refresh();
        else
            showSelection();
    });
    connect(m_plot, &HeatMapPlot::cellHovered, this, &HeatMapView::hoverCell);
    connect(m_plot, &HeatMapPlot::cellClicked, this, &HeatMapView::lockCell);
}

core::HeatMapFigure HeatMapView::shownFigure() const
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    if (!snapshot)
        return {};
    return core::headPictureFigure(core::shownPass(*snapshot), m_head, m_units,
                                   core::colorOptions(m_sources.workbench.state().display), m_origin.picture);
}

// What nobody sees is worked out when it is shown.
void HeatMapView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void HeatMapView::refresh()
{
    if (!isVisible())
        return;
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    const Origin origin{snapshot ? snapshot->model : nullptr, shownPicture(m_sources)};
    const bool hasOtherOrigin = std::exchange(m_origin, origin) != origin;
    m_units = shownUnits(m_sources);
    m_head = shownHead(m_sources);
    core::HeatMapFigure figure = shownFigure();
    const bool hasOtherShape = shapeOf(figure) != shapeOf(m_plot->figure());
    m_plot->setFigure(std::move(figure));
    if (hasOtherOrigin || hasOtherShape)
        m_sources.selection.forgetIndices();
    showSelection();
}

std::optional<int> HeatMapView::highlightOn(const core::FigureAxis &axis, const std::optional<core::TokenPosition> &token,
                                            const std::optional<int> &index) const
{
    return axis.showsUnits ? m_units.unitOf(token) : index;
}

void HeatMapView::showSelection()
{
    const ShownCell &cell = m_sources.selection.cell();
    const core::HeatMapFigure &figure = m_plot->figure();
    m_plot->setHighlights({.row = highlightOn(figure.rows, cell.query, cell.indices.row),
                           .column = highlightOn(figure.columns, cell.key, cell.indices.column),
                           .hoveredRow = highlightOn(figure.rows, cell.hoveredQuery, cell.hoveredIndices.row),
                           .hoveredColumn = highlightOn(figure.columns, cell.hoveredKey, cell.hoveredIndices.column)});
}

void HeatMapView::hoverCell(const std::optional<CellIndex> &cell)
{
    if (!cell) {
        m_sources.selection.hover({}, {});
        return;
    }
    const core::HeatMapFigure &figure = m_plot->figure();
    hoverUnits(m_sources.selection, m_units, figure.rows.showsUnits ? std::optional(cell->row) : std::nullopt,
               figure.columns.showsUnits ? std::optional(cell->column) : std::nullopt, indicesOf(figure, *cell));
}

void HeatMapView::lockCell(const CellIndex &cell)
{
    const HeatMapHighlights &shown = m_plot->highlights();
    if (shown.row == cell.row && shown.column == cell.column) {
        m_sources.selection.clear();
        return;
    }
    const core::HeatMapFigure &figure = m_plot->figure();
    const ShownCell &selected = m_sources.selection.cell();
    lockUnits(m_sources.selection, m_units, figure.rows.showsUnits ? cell.row : m_units.unitOf(selected.query),
              figure.columns.showsUnits ? cell.column : m_units.unitOf(selected.key), indicesOf(figure, cell));
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
    case Qt::Key_Escape: m_sources.selection.clear(); break;
    case Qt::Key_Up: moveLock(-1, 0); break;
    case Qt::Key_Down: moveLock(1, 0); break;
    case Qt::Key_Left: moveLock(0, -1); break;
    case Qt::Key_Right: moveLock(0, 1); break;
    default: QWidget::keyPressEvent(event);
    }
}

}  // namespace ui
