#include "ui/views/masked_map_view.h"

#include "ui/theme/roles.h"
#include "ui/views/updating_veil.h"

#include <QLabel>
#include <QStackedLayout>

namespace ui {

MaskedMapView::MaskedMapView(const ViewSources &sources, core::MaskPicture picture, QWidget *parent)
    : QWidget(parent), m_sources(sources), m_picture(picture), m_plot(new HeatMapPlot(HeatMapPlot::CellShape::Square, this)), m_absence(new QLabel(this)),
      m_pages(new QStackedLayout(this))
{
    const QString name = picture == core::MaskPicture::Before  ? QStringLiteral("beforeMap")
                         : picture == core::MaskPicture::After ? QStringLiteral("afterMap")
                                                               : QStringLiteral("differenceMap");
    setObjectName(name);
    m_plot->setObjectName(name + QStringLiteral("Plot"));
    m_absence->setAlignment(Qt::AlignCenter);
    m_absence->setWordWrap(true);
    setRole(*m_absence, Role::Note);
    m_pages->addWidget(m_plot);
    m_pages->addWidget(m_absence);
    new UpdatingVeil(m_sources.session, this);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &MaskedMapView::refresh);
    connect(&m_sources.viewState, &ViewState::changed, this, &MaskedMapView::refresh);
    connect(&m_sources.selection, &Selection::changed, this, [this] {
        if (shownHead(m_sources) != m_head)
            refresh();
        else
            showSelection();
    });
    connect(m_plot, &HeatMapPlot::cellHovered, this, [this](const std::optional<CellIndex> &cell) {
        hoverUnits(m_sources.selection, m_units, cell ? std::optional(cell->row) : std::nullopt, cell ? std::optional(cell->column) : std::nullopt);
    });
    connect(m_plot, &HeatMapPlot::cellClicked, this,
            [this](const CellIndex &cell) { lockUnits(m_sources.selection, m_units, cell.row, cell.column); });
}

void MaskedMapView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void MaskedMapView::refresh()
{
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    if (!isVisible() || !snapshot)
        return;
    m_units = shownUnits(m_sources);
    m_head = shownHead(m_sources);
    m_plot->setFigure(core::maskedAttentionFigure(*snapshot, m_head, m_units, colorOptions(m_sources.viewState.options()), m_picture));
    m_absence->setText(QString::fromStdString(m_plot->figure().absence));
    m_pages->setCurrentIndex(m_plot->figure().absence.empty() ? 0 : 1);
    showSelection();
}

void MaskedMapView::showSelection()
{
    const SelectedCell &cell = m_sources.selection.cell();
    m_plot->setHighlights({.row = m_units.unitOf(cell.query),
                           .column = m_units.unitOf(cell.key),
                           .hoveredRow = m_units.unitOf(cell.hoveredQuery),
                           .hoveredColumn = m_units.unitOf(cell.hoveredKey)});
}

}  // namespace ui
