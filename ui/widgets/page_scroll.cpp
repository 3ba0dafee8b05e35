#include "ui/widgets/page_scroll.h"

#include <QEvent>
#include <QScrollBar>

#include <algorithm>

namespace ui {
namespace {

constexpr int leastPageHeight = 200;

}  // namespace

PageScroll::PageScroll(QWidget *page, QWidget *parent) : QScrollArea(parent)
{
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setWidgetResizable(true);
    setWidget(page);
}

QSize PageScroll::minimumSizeHint() const
{
    const QSize page = widget()->minimumSizeHint();
    const int bar = page.height() > height() ? verticalScrollBar()->sizeHint().width() : 0;
    return {page.width() + bar, std::min(page.height(), leastPageHeight)};
}

// Another page in it may need more width.
bool PageScroll::eventFilter(QObject *watched, QEvent *event)
{
    const bool isDone = QScrollArea::eventFilter(watched, event);
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return isDone;
}

}  // namespace ui
