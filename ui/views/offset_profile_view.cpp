#include "ui/views/offset_profile_view.h"

#include "ui/render/bar_painter.h"
#include "ui/theme/spoken_picture.h"

#include <QHelpEvent>
#include <QKeyEvent>
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
    setFocusPolicy(Qt::StrongFocus);
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
    pick({});
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
    const QRectF columns = columnsWithin(rect(), m_bars, figureStyleOf(*this).bars);
    const int bars = static_cast<int>(m_bars.bars.size());
    return std::clamp(static_cast<int>((position.x() - columns.left()) / columns.width() * bars), 0, bars - 1);
}

bool OffsetProfileView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const auto bar = barAt(help->pos());
    if (!bar || help->pos().y() < figureStyleOf(*this).bars.heading)
        QToolTip::showText(help->globalPos(), QString::fromStdString(m_bars.explanation), this);
    else
        QToolTip::showText(help->globalPos(), textOf(*bar), this);
    return true;
}

QString OffsetProfileView::textOf(int bar) const
{
    return tr("offset %1: mean attention %2")
        .arg(QString::number(bar - reach()), QString::fromStdString(m_bars.bars[static_cast<std::size_t>(bar)].number));
}

void OffsetProfileView::pick(std::optional<int> bar)
{
    if (m_picked == bar)
        return;
    m_picked = bar;
    speakValue(*this, bar ? textOf(*bar) : QString());
    if (bar) {
        const BarSizes sizes = figureStyleOf(*this).bars;
        const QRectF column = columnAt(*bar, columnsWithin(rect(), m_bars, sizes), m_bars, sizes);
        QToolTip::showText(mapToGlobal(column.topLeft().toPoint()), textOf(*bar), this);
    } else {
        QToolTip::hideText();
    }
    update();
}

// At first the bar of the selected cell, or of no offset.
void OffsetProfileView::keyPressEvent(QKeyEvent *event)
{
    const int bars = static_cast<int>(m_bars.bars.size());
    if (bars == 0)
        return QWidget::keyPressEvent(event);
    const int first = selectedBar().value_or(reach());
    const auto step = [&](int by) { pick(std::clamp(m_picked ? *m_picked + by : first, 0, bars - 1)); };
    switch (event->key()) {
    case Qt::Key_Left: step(-1); break;
    case Qt::Key_Right: step(1); break;
    case Qt::Key_Home: pick(0); break;
    case Qt::Key_End: pick(bars - 1); break;
    case Qt::Key_Escape:
        if (!m_picked)
            return QWidget::keyPressEvent(event);
        pick({});
        break;
    default: QWidget::keyPressEvent(event);
    }
}

void OffsetProfileView::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    pick({});
}

void OffsetProfileView::paintEvent(QPaintEvent *)
{
    if (m_bars.isEmpty())
        return;
    QPainter painter(this);
    drawColumns(painter, m_bars, rect(), m_picked ? m_picked : selectedBar(), figureStyleOf(*this));
}

}  // namespace ui
