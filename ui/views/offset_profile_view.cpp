#include "ui/views/offset_profile_view.h"

#include "ui/render/bar_painter.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr QSize leastSize(200, 72);  // heading, columns and their labels

}  // namespace

OffsetProfileView::OffsetProfileView(const ViewSources &sources, QWidget *parent) : QWidget(parent), m_sources(sources)
{
    setObjectName(QStringLiteral("offsetProfile"));
    setMinimumSize(leastSize);
    connect(&m_sources.session, &AnalysisSession::snapshotChanged, this, &OffsetProfileView::refresh);
    connect(&m_sources.workbench, &Workbench::optionsChanged, this, &OffsetProfileView::refresh);
    connect(&m_sources.selection, &Selection::changed, this, &OffsetProfileView::showSelection);
    refresh();
}

// What nobody sees is worked out when it is shown.
void OffsetProfileView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void OffsetProfileView::refresh()
{
    if (!isVisible())
        return;
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    m_units = shownUnits(m_sources);
    m_head = shownHead(m_sources);
    m_bars = snapshot ? core::offsetBars(core::offsetProfileFigure(core::shownPass(*snapshot), m_head, m_units),
                                         snapshot->masked != nullptr)
                      : core::BarFigure();
    setAccessibleName(QString::fromStdString(m_bars.title));
    setAccessibleDescription(QString::fromStdString(m_bars.explanation));
    update();
}

void OffsetProfileView::showSelection()
{
    if (shownHead(m_sources) != m_head)
        refresh();
    else
        update();
}

int OffsetProfileView::reach() const
{
    return static_cast<int>(m_bars.bars.size()) / 2;
}

std::optional<int> OffsetProfileView::selectedBar() const
{
    const ShownCell &cell = m_sources.selection.cell();
    const auto query = m_units.unitOf(cell.hoveredQuery ? cell.hoveredQuery : cell.query);
    const auto key = m_units.unitOf(cell.hoveredKey ? cell.hoveredKey : cell.key);
    return query && key ? std::optional(*key - *query + reach()) : std::nullopt;
}

std::optional<int> OffsetProfileView::barAt(QPointF position) const
{
    if (m_bars.isEmpty() || !QRectF(rect()).contains(position))
        return std::nullopt;
    const QRectF columns = columnsWithin(rect(), m_bars, BarSizes());
    const int bars = static_cast<int>(m_bars.bars.size());
    return std::clamp(static_cast<int>((position.x() - columns.left()) / columns.width() * bars), 0, bars - 1);
}

bool OffsetProfileView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const auto bar = barAt(help->pos());
    if (!bar || help->pos().y() < BarSizes().heading)
        QToolTip::showText(help->globalPos(), QString::fromStdString(m_bars.explanation), this);
    else
        QToolTip::showText(help->globalPos(),
                           tr("offset %1: mean attention %2")
                               .arg(QString::number(*bar - reach()),
                                    QString::fromStdString(m_bars.bars[static_cast<std::size_t>(*bar)].number)),
                           this);
    return true;
}

void OffsetProfileView::paintEvent(QPaintEvent *)
{
    if (m_bars.isEmpty())
        return;
    QPainter painter(this);
    drawColumns(painter, m_bars, rect(), selectedBar(), figureStyleOf(*this));
}

}  // namespace ui
