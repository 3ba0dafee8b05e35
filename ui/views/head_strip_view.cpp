#include "ui/views/head_strip_view.h"

#include "core/figure/lama/contribution_figure.h"
#include "core/figure/lama/relative_strip_figure.h"
#include "ui/views/row_number_bars.h"
#include "ui/views/updating_veil.h"
#include "ui/widgets/picture_or_note.h"

#include <QHBoxLayout>
#include <QKeyEvent>

#include <algorithm>

namespace ui {

HeadStripView::HeadStripView(const ViewSources &sources, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_plot(new HeatMapPlot(HeatMapPlot::CellShape::Strips, this)),
      m_numbers(new RowNumberBars(*m_plot, this))
{
    setObjectName(QStringLiteral("headStrips"));
    m_plot->setObjectName(QStringLiteral("headStripPlot"));
    m_plot->setAccessibleName(tr("Attention of every head to every word"));
    layOut();
    new UpdatingVeil(m_sources.session, this);
    connectSources();
    refresh();
}

void HeadStripView::layOut()
{
    auto *picture = new QWidget;
    auto *row = new QHBoxLayout(picture);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_plot, 1);
    row->addWidget(m_numbers);
    m_pages = new PictureOrNote(picture, QStringLiteral("stripAbsence"), this);
}

void HeadStripView::connectSources()
{
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &HeadStripView::refresh);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &HeadStripView::refresh);
    connect(&m_sources.selection, &Selection::changed, this, &HeadStripView::showSelection);
    connect(m_plot, &HeatMapPlot::cellHovered, this, &HeadStripView::hoverCell);
    connect(m_plot, &HeatMapPlot::cellClicked, this, &HeadStripView::lockCell);
}

core::HeadStripFigure HeadStripView::figureOf(const core::AnalysisSnapshot &snapshot) const
{
    const core::WorkbenchState &options = m_sources.workbench.state();
    return options.lama.strips == core::StripPicture::RelativeToUniform
               ? core::relativeStripFigure(snapshot, m_units, core::colorOptions(options.display))
               : core::contributionFigure(snapshot, m_units, core::colorOptions(options.display),
                                          options.lama.contributionClass);
}

// What nobody sees is worked out when it is shown.
void HeadStripView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void HeadStripView::refresh()
{
    if (!isVisible())
        return;
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    m_units = shownUnits(m_sources);
    m_figure = snapshot ? figureOf(core::shownPass(*snapshot)) : core::HeadStripFigure();
    m_plot->setFigure(core::stripsTogether(m_figure));
    m_numbers->setFigure(core::headBars(m_figure));
    m_pages->showAbsence(m_figure.absence);
    showSelection();
    emit figureChanged();
}

void HeadStripView::showSelection()
{
    const ShownCell &cell = m_sources.selection.cell();
    const int head = shownHead(m_sources).head.value;
    m_plot->setHighlights({.row = m_figure.isEmpty() ? std::nullopt : std::optional(head),
                           .column = m_units.unitOf(cell.key),
                           .hoveredRow = std::nullopt,
                           .hoveredColumn = m_units.unitOf(cell.hoveredKey)});
    m_numbers->setSelectedRow(head);
}

void HeadStripView::hoverCell(const std::optional<CellIndex> &cell)
{
    hoverUnits(m_sources.selection, m_units, std::nullopt, cell ? std::optional(cell->column) : std::nullopt);
}

void HeadStripView::lockCell(const CellIndex &cell)
{
    if (cell.row < headCount())
        m_sources.selection.selectHead({{0}, {cell.row}});
    lockUnits(m_sources.selection, m_units, std::nullopt, cell.column);
}

void HeadStripView::moveSelection(int heads, int words)
{
    if (m_units.size() == 0)
        return;
    const int head = std::clamp(shownHead(m_sources).head.value + heads, 0, headCount() - 1);
    m_sources.selection.selectHead({{0}, {head}});
    const auto word = m_units.unitOf(m_sources.selection.cell().key);
    if (words != 0)
        lockUnits(m_sources.selection, m_units, std::nullopt, word ? std::clamp(*word + words, 0, m_units.size() - 1) : 0);
}

void HeadStripView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape: m_sources.selection.clear(); break;
    case Qt::Key_Up: moveSelection(-1, 0); break;
    case Qt::Key_Down: moveSelection(1, 0); break;
    case Qt::Key_Left: moveSelection(0, -1); break;
    case Qt::Key_Right: moveSelection(0, 1); break;
    default: QWidget::keyPressEvent(event);
    }
}

}  // namespace ui
