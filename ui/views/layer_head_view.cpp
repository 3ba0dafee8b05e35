#include "ui/views/layer_head_view.h"

#include "ui/theme/text_scale.h"
#include "ui/views/updating_veil.h"
#include "ui/widgets/picture_or_note.h"

#include <QGuiApplication>
#include <QKeyEvent>

#include <algorithm>

namespace ui {
namespace {

constexpr double largestHead = 96;

}  // namespace

LayerHeadView::LayerHeadView(const ViewSources &sources, FigureBuilder builder, const QString &objectName,
                             const QString &name, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_builder(std::move(builder)),
      m_plot(new HeatMapPlot(HeatMapPlot::CellShape::Square, this))
{
    setObjectName(objectName);
    m_plot->setLargestCell(largestHead);
    m_plot->setObjectName(objectName + QStringLiteral("Plot"));
    m_plot->setAccessibleName(name);
    m_pages = new PictureOrNote(m_plot, objectName + QStringLiteral("Absence"), this);
    new UpdatingVeil(m_sources.session, this);
    connectSources();
    refresh();
}

// Square cells that can be clicked; the page scrolls where it is too tall.
QSize LayerHeadView::minimumSizeHint() const
{
    return {160, scaledToText(156)};
}

void LayerHeadView::connectSources()
{
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &LayerHeadView::refresh);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &LayerHeadView::refresh);
    connect(&m_sources.selection, &Selection::changed, this, &LayerHeadView::showSelection);
    connect(m_plot, &HeatMapPlot::cellClicked, this, &LayerHeadView::clickHead);
    connect(m_plot, &HeatMapPlot::cellHovered, this, [this](const std::optional<CellIndex> &cell) {
        m_hovered = cell;
        showSelection();
    });
}

void LayerHeadView::setMarks(Marks marks)
{
    m_marks = std::move(marks);
    showSelection();
}

void LayerHeadView::clickHead(const CellIndex &cell)
{
    const core::HeadRef head{{cell.row}, {cell.column}};
    if (QGuiApplication::keyboardModifiers().testFlag(Qt::ControlModifier))
        emit headToggled(head);
    else
        m_sources.selection.selectHead(head);
}

// What nobody sees is worked out when it is shown.
void LayerHeadView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void LayerHeadView::refresh()
{
    if (!isVisible())
        return;
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    m_plot->setFigure(snapshot ? m_builder(*snapshot, m_sources.workbench.state()) : core::HeatMapFigure());
    m_pages->showAbsence(m_plot->figure().absence);
    showSelection();
    emit figureChanged();
}

void LayerHeadView::showSelection()
{
    const core::HeadRef head = shownHead(m_sources);
    if (m_plot->figure().isEmpty()) {
        m_plot->setHighlights({});
        return;
    }
    HeatMapHighlights highlights{.row = head.layer.value, .column = head.head.value, .hoveredRow = {}, .hoveredColumn = {}};
    if (m_hovered) {
        highlights.hoveredRow = m_hovered->row;
        highlights.hoveredColumn = m_hovered->column;
    }
    if (m_marks)
        highlights.marked = markedCells();
    m_plot->setHighlights(highlights);
}

std::vector<CellIndex> LayerHeadView::markedCells() const
{
    const core::Matrix &values = m_plot->figure().values;
    std::vector<CellIndex> cells;
    for (int layer = 0; layer < values.rows(); ++layer) {
        for (int head = 0; head < values.cols(); ++head) {
            if (m_marks(m_sources.workbench.state(), {{layer}, {head}}))
                cells.push_back({layer, head});
        }
    }
    return cells;
}

void LayerHeadView::moveSelection(int layers, int heads)
{
    const core::Matrix &values = m_plot->figure().values;
    if (values.size() == 0)
        return;
    const core::HeadRef head = shownHead(m_sources);
    m_sources.selection.selectHead({{std::clamp(head.layer.value + layers, 0, static_cast<int>(values.rows()) - 1)},
                                    {std::clamp(head.head.value + heads, 0, static_cast<int>(values.cols()) - 1)}});
}

void LayerHeadView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Up: moveSelection(-1, 0); break;
    case Qt::Key_Down: moveSelection(1, 0); break;
    case Qt::Key_Left: moveSelection(0, -1); break;
    case Qt::Key_Right: moveSelection(0, 1); break;
    case Qt::Key_Space: emit headToggled(shownHead(m_sources)); break;
    default: QWidget::keyPressEvent(event);
    }
}

}  // namespace ui
