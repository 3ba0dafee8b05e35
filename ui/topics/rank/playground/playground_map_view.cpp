#include "ui/topics/rank/playground/playground_map_view.h"

#include "core/figure/playground/playground_maps.h"

#include <QKeyEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {
namespace {

core::TargetCell targetCell(const CellIndex &cell)
{
    return {.query = cell.row, .key = cell.column};
}

// Nothing beyond the tokens that the playground takes.
std::optional<int> within(const core::PlaygroundOffer &offer, std::optional<int> unit)
{
    return unit && *unit < offer.size() ? unit : std::nullopt;
}

}  // namespace

PlaygroundMapView::PlaygroundMapView(const ViewSources &sources, Playground &playground, PlaygroundPicture picture,
                                     QWidget *parent)
    : QWidget(parent), m_sources(sources), m_playground(playground), m_picture(picture),
      m_plot(new HeatMapPlot(HeatMapPlot::CellShape::Square, this))
{
    const bool isTarget = picture == PlaygroundPicture::Target;
    setObjectName(isTarget ? QStringLiteral("targetMap") : QStringLiteral("realizedMap"));
    m_plot->setObjectName(isTarget ? QStringLiteral("targetPlot") : QStringLiteral("realizedPlot"));
    m_plot->setPaintable(isTarget);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_plot);
    connectSources();
    refresh();
}

void PlaygroundMapView::connectSources()
{
    connect(&m_playground, &Playground::changed, this, &PlaygroundMapView::refresh);
    connect(&m_playground, &Playground::cellChanged, this, &PlaygroundMapView::showCell);
    connect(&m_sources.selection, &Selection::changed, this, &PlaygroundMapView::showCell);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &PlaygroundMapView::refresh);
    connect(m_plot, &HeatMapPlot::cellHovered, this, &PlaygroundMapView::hover);
    connect(m_plot, &HeatMapPlot::cellClicked, this,
            [this](const CellIndex &cell) { lock(lockedCell() == cell ? std::nullopt : std::optional(cell)); });
    connect(m_plot, &HeatMapPlot::strokeBegan, &m_playground, &Playground::beginStroke);
    connect(m_plot, &HeatMapPlot::cellPainted, this,
            [this](const CellIndex &cell) { m_playground.paint(targetCell(cell)); });
    connect(m_plot, &HeatMapPlot::cellErased, this, [this](const CellIndex &cell) { m_playground.erase(targetCell(cell)); });
}

void PlaygroundMapView::setPicture(PlaygroundPicture picture)
{
    m_picture = picture;
    refresh();
}

core::HeatMapFigure PlaygroundMapView::figure() const
{
    const core::ColorOptions colors = core::colorOptions(m_sources.workbench.state().display);
    const core::PlaygroundTarget &target = m_playground.target();
    const core::FoundSizes &found = m_playground.found();
    switch (m_picture) {
    case PlaygroundPicture::Target: return core::targetFigure(target, found, m_playground.realized(), colors);
    case PlaygroundPicture::Realized: return core::realizedFigure(target, found, m_playground.realized(), colors);
    case PlaygroundPicture::Difference: break;
    }
    return core::differenceFigure(target, found, m_playground.realized());
}

void PlaygroundMapView::refresh()
{
    m_plot->setFigure(figure());
    showCell();
    emit figureChanged();
}

HeatMapHighlights PlaygroundMapView::highlights() const
{
    const core::PlaygroundOffer &offer = m_playground.offer();
    if (!offer.showsUnits) {
        const PlaygroundCell &cell = m_playground.cell();
        return {.row = cell.query, .column = cell.key, .hoveredRow = cell.hoveredQuery, .hoveredColumn = cell.hoveredKey};
    }
    const core::DisplayUnits units = shownUnits(m_sources);
    const ShownCell &cell = m_sources.selection.cell();
    return {.row = within(offer, units.unitOf(cell.query)),
            .column = within(offer, units.unitOf(cell.key)),
            .hoveredRow = within(offer, units.unitOf(cell.hoveredQuery)),
            .hoveredColumn = within(offer, units.unitOf(cell.hoveredKey))};
}

void PlaygroundMapView::showCell()
{
    m_plot->setHighlights(highlights());
    emit highlightsChanged();
}

void PlaygroundMapView::hover(const std::optional<CellIndex> &cell)
{
    const auto query = cell ? std::optional(cell->row) : std::nullopt;
    const auto key = cell ? std::optional(cell->column) : std::nullopt;
    if (m_playground.offer().showsUnits) {
        hoverUnits(m_sources.selection, shownUnits(m_sources), query, key);
        return;
    }
    PlaygroundCell pointed = m_playground.cell();
    pointed.hoveredQuery = query;
    pointed.hoveredKey = key;
    m_playground.setCell(pointed);
}

void PlaygroundMapView::lock(const std::optional<CellIndex> &cell)
{
    const auto query = cell ? std::optional(cell->row) : std::nullopt;
    const auto key = cell ? std::optional(cell->column) : std::nullopt;
    if (m_playground.offer().showsUnits)
        lockUnits(m_sources.selection, shownUnits(m_sources), query, key);
    else
        m_playground.setCell({.query = query, .key = key, .hoveredQuery = {}, .hoveredKey = {}});
}

std::optional<CellIndex> PlaygroundMapView::lockedCell() const
{
    const HeatMapHighlights shown = highlights();
    return shown.row && shown.column ? std::optional(CellIndex{*shown.row, *shown.column}) : std::nullopt;
}

void PlaygroundMapView::moveLock(int rows, int columns)
{
    const int last = m_playground.offer().size() - 1;
    const auto locked = lockedCell();
    lock(locked ? CellIndex{std::clamp(locked->row + rows, 0, last), std::clamp(locked->column + columns, 0, last)}
                : CellIndex{});
}

bool PlaygroundMapView::moveByKey(int key)
{
    switch (key) {
    case Qt::Key_Up: moveLock(-1, 0); return true;
    case Qt::Key_Down: moveLock(1, 0); return true;
    case Qt::Key_Left: moveLock(0, -1); return true;
    case Qt::Key_Right: moveLock(0, 1); return true;
    case Qt::Key_Escape: lock(std::nullopt); return true;
    default: return false;
    }
}

bool PlaygroundMapView::paintByKey(int key)
{
    const auto locked = lockedCell();
    if (m_picture != PlaygroundPicture::Target || !locked)
        return false;
    if (key == Qt::Key_Space)
        m_playground.paint(targetCell(*locked));
    else if (key == Qt::Key_Backspace || key == Qt::Key_Delete)
        m_playground.erase(targetCell(*locked));
    else
        return false;
    return true;
}

void PlaygroundMapView::keyPressEvent(QKeyEvent *event)
{
    if (!moveByKey(event->key()) && !paintByKey(event->key()))
        QWidget::keyPressEvent(event);
}

}  // namespace ui
