#include "ui/widgets/text_tab.h"

#include "ui/theme/figure_style.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace ui {
namespace {

constexpr int gapToNext = 12;
constexpr int leastHeight = 24;

// Of tabs that are not chosen.
QFont lighter(QFont font)
{
    font.setWeight(QFont::Medium);
    return font;
}

}  // namespace

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
    const QFontMetrics metrics(figureStyleOf(*this).title);
    return {metrics.horizontalAdvance(text()) + gapToNext, std::max(leastHeight, metrics.height() + 4)};
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
    painter.setFont(isChecked() ? style.title : lighter(style.title));
    painter.setPen(isChecked() ? style.theme.accent : underMouse() ? style.theme.text : style.theme.mutedText);
    painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, text());
    if (hasFocus()) {
        painter.setPen(QPen(style.theme.accent, 1));
        painter.drawLine(0, height() - 2, width() - gapToNext, height() - 2);
    }
}

}  // namespace ui
