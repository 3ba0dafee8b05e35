#include "ui/widgets/item_area.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

namespace ui {

ItemArea::ItemArea(QWidget *parent) : QAbstractScrollArea(parent), m_style(figureStyleOf(*this))
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setCornerWidget(new QWidget);  // in place of a frame where two bars meet
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
}

QPointF ItemArea::scrolled() const
{
    return {0, static_cast<double>(verticalScrollBar()->value())};
}

void ItemArea::setScrolledHeight(int overflow, double step)
{
    verticalScrollBar()->setRange(0, std::max(0, overflow));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(static_cast<int>(step));
}

void ItemArea::setScrolledWidth(int overflow, double step)
{
    setHorizontalScrollBarPolicy(overflow > 0 ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
    horizontalScrollBar()->setRange(0, std::max(0, overflow));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(static_cast<int>(step));
}

int ItemArea::mostHeight() const
{
    const bool hasBar = horizontalScrollBar()->maximum() > 0;
    return maximumViewportSize().height() - (hasBar ? horizontalScrollBar()->sizeHint().height() : 0);
}

bool ItemArea::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave)
        hover(std::nullopt);
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        showToolTip(help->pos(), help->globalPos());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void ItemArea::showToolTip(const QPoint &position, const QPoint &globalPosition)
{
    if (const auto item = itemUnder(position))
        QToolTip::showText(globalPosition, toolTipOf(*item), viewport(), rectOf(*item));
    else
        QToolTip::hideText();
}

void ItemArea::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange)
        return;
    m_style = figureStyleOf(*this);
    restyle();
    viewport()->update();
}

void ItemArea::mouseMoveEvent(QMouseEvent *event)
{
    hover(itemUnder(event->position()));
}

void ItemArea::mousePressEvent(QMouseEvent *event)
{
    const auto item = itemUnder(event->position());
    if (event->button() == Qt::LeftButton && item)
        press(*item);
}

// A release belongs to whoever took the press.
void ItemArea::mouseReleaseEvent(QMouseEvent *event)
{
    event->accept();
}

}  // namespace ui
