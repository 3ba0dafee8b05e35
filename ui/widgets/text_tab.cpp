#include "ui/widgets/text_tab.h"

#include "ui/theme/figure_style.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>

namespace ui {

TextTab::TextTab(const QString &text, QWidget *parent) : QAbstractButton(parent)
{
    setName(text);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void TextTab::setName(const QString &name)
{
    setText(name);
    setShortcut({});  // an & in it marks none
    setAccessibleName(name);
    updateGeometry();
}

QSize TextTab::sizeHint() const
{
    return {QFontMetrics(figureStyleOf(*this).title).horizontalAdvance(text()) + 12, 24};
}

bool TextTab::event(QEvent *event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        update();
    return QAbstractButton::event(event);
}

void TextTab::paintEvent(QPaintEvent *)
{
    const FigureStyle style = figureStyleOf(*this);
    QPainter painter(this);
    painter.setFont(isChecked() ? style.title : fontOfSize(style.title, 13.5, QFont::Medium));
    painter.setPen(isChecked() ? style.theme.accent : underMouse() ? style.theme.text : style.theme.mutedText);
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, text());
    if (hasFocus()) {
        painter.setPen(QPen(style.theme.accent, 1));
        painter.drawLine(0, height() - 2, width() - 12, height() - 2);
    }
}

}  // namespace ui
