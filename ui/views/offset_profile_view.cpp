#include "ui/views/offset_profile_view.h"

#include "core/figure/values/figure_text.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double noteHeight = 20;
constexpr double numberHeight = 18;
constexpr double barGap = 4;
constexpr double sideMargin = 8;

}  // namespace

OffsetProfileView::OffsetProfileView(const ViewSources &sources, QWidget *parent) : QWidget(parent), m_sources(sources)
{
    setObjectName(QStringLiteral("offsetProfile"));
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
    m_figure = snapshot ? core::offsetProfileFigure(*snapshot, m_head, m_units) : core::OffsetProfileFigure();
    setAccessibleName(QString::fromStdString(m_figure.title));
    setAccessibleDescription(QString::fromStdString(m_figure.explanation));
    update();
}

void OffsetProfileView::showSelection()
{
    if (shownHead(m_sources) != m_head)
        refresh();
    else
        update();
}

std::optional<int> OffsetProfileView::selectedOffset() const
{
    const ShownCell &cell = m_sources.selection.cell();
    const auto query = m_units.unitOf(cell.hoveredQuery ? cell.hoveredQuery : cell.query);
    const auto key = m_units.unitOf(cell.hoveredKey ? cell.hoveredKey : cell.key);
    return query && key ? std::optional(*key - *query) : std::nullopt;
}

QRectF OffsetProfileView::barsRect() const
{
    return {sideMargin, noteHeight, width() - 2 * sideMargin, std::max(1.0, height() - noteHeight - numberHeight)};
}

QRectF OffsetProfileView::barOf(int offset) const
{
    const QRectF area = barsRect();
    const double pitch = area.width() / (2 * m_figure.reach + 1);
    const double largest = *std::max_element(m_figure.means.begin(), m_figure.means.end());
    const double height = largest > 0 ? std::max(1.0, m_figure.at(offset) / largest * area.height()) : 1;
    return {area.left() + (offset + m_figure.reach) * pitch + barGap / 2, area.bottom() - height,
            std::max(1.0, pitch - barGap), height};
}

std::optional<int> OffsetProfileView::offsetAt(QPointF position) const
{
    if (m_figure.isEmpty() || !QRectF(rect()).contains(position))
        return std::nullopt;
    const int bars = 2 * m_figure.reach + 1;
    return std::clamp(static_cast<int>((position.x() - sideMargin) / barsRect().width() * bars), 0, bars - 1) -
           m_figure.reach;
}

bool OffsetProfileView::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const auto offset = offsetAt(help->pos());
    if (!offset || help->pos().y() < noteHeight)
        QToolTip::showText(help->globalPos(), QString::fromStdString(m_figure.explanation), this);
    else
        QToolTip::showText(
            help->globalPos(),
            tr("offset %1: mean attention %2")
                .arg(QString::number(*offset), QString::fromStdString(core::formatNumber(m_figure.at(*offset), 3))),
            this);
    return true;
}

void OffsetProfileView::drawBars(QPainter &painter, const FigureStyle &style) const
{
    const auto selected = selectedOffset();
    painter.setPen(Qt::NoPen);
    for (int offset = -m_figure.reach; offset <= m_figure.reach; ++offset) {
        painter.setBrush(selected == offset ? style.theme.accent : mixed(style.theme.accent, style.theme.card, 0.62));
        painter.drawRoundedRect(barOf(offset), 2, 2);
    }
}

void OffsetProfileView::drawNumbers(QPainter &painter, const FigureStyle &style) const
{
    painter.setFont(style.note);
    painter.setPen(style.theme.mutedText);
    const auto write = [&](int offset, const QString &text) {
        const double center = barOf(offset).center().x();
        painter.drawText(QRectF(center - 40, height() - numberHeight, 80, numberHeight), Qt::AlignCenter, text);
    };
    const int step = m_figure.reach >= 8 ? 4 : std::max(1, m_figure.reach / 2);
    for (int offset = step; offset <= m_figure.reach; offset += step) {
        write(offset, QStringLiteral("+%1").arg(offset));
        write(-offset, QStringLiteral("−%1").arg(offset));
    }
    write(0, QStringLiteral("0"));
}

void OffsetProfileView::paintEvent(QPaintEvent *)
{
    if (m_figure.isEmpty())
        return;
    const FigureStyle style = figureStyleOf(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(style.note);
    painter.setPen(style.theme.mutedText);
    const SnapshotPointer &snapshot = m_sources.session.snapshot();
    painter.drawText(QRectF(0, 0, width(), noteHeight), Qt::AlignRight | Qt::AlignVCenter,
                     snapshot && snapshot->masked ? tr("key − query, mean attention without the mask")
                                                  : tr("key − query, mean attention"));
    drawBars(painter, style);
    drawNumbers(painter, style);
}

}  // namespace ui
