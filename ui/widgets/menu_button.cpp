#include "ui/widgets/menu_button.h"

#include "ui/theme/figure_style.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QMenu>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr int padding = 6;
constexpr int arrowGap = 6;  // between the text and the arrow
constexpr int arrowWidth = 7;
constexpr int menuHeight = 24;

QPainterPath arrowAt(QPointF center)
{
    QPainterPath path(center + QPointF(-3.5, -2));
    path.lineTo(center + QPointF(3.5, -2));
    path.lineTo(center + QPointF(0, 2.5));
    path.closeSubpath();
    return path;
}

}  // namespace

MenuButton::MenuButton(QMenu *menu, QWidget *parent) : QAbstractButton(parent), m_menu(menu)
{
    m_menu->setParent(this, m_menu->windowFlags());
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, &MenuButton::showMenu);
}

void MenuButton::setQuietText(const QString &text)
{
    setText(text);
    setShortcut({});
    updateGeometry();
    update();
}

QSize MenuButton::sizeHint() const
{
    const QFontMetricsF metrics(figureStyleOf(*this).note);
    double width = 0;
    for (const QString &each : texts())
        width = std::max(width, metrics.horizontalAdvance(each));
    return {static_cast<int>(std::ceil(width)) + 2 * padding + arrowGap + arrowWidth, menuHeight};
}

bool MenuButton::event(QEvent *event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        update();
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    return QAbstractButton::event(event);
}

void MenuButton::paintEvent(QPaintEvent *)
{
    const FigureStyle style = figureStyleOf(*this);
    const bool isLively = underMouse() || hasFocus() || m_menu->isVisible();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isLively) {
        painter.setPen(hasFocus() ? QPen(style.theme.accent, 1) : QPen(Qt::NoPen));
        painter.setBrush(style.theme.accentSurface);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    }
    const QColor color = isLively ? style.theme.text : style.theme.mutedText;
    painter.setFont(style.note);
    painter.setPen(color);
    painter.drawText(rect().adjusted(padding, 0, -padding - arrowWidth, 0), Qt::AlignLeft | Qt::AlignVCenter, text());
    const double textEnd = padding + QFontMetricsF(style.note).horizontalAdvance(text());
    const double arrow = std::min(textEnd + arrowGap, double(width() - padding - arrowWidth)) + arrowWidth / 2.0;
    painter.fillPath(arrowAt({arrow, height() / 2.0 + 0.5}), color);
}

void MenuButton::showMenu()
{
    m_menu->popup(mapToGlobal(QPoint(0, height() + 2)));
}

}  // namespace ui
