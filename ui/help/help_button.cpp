#include "ui/help/help_button.h"

#include "ui/help/help_request.h"
#include "ui/theme/figure_style.h"
#include "ui/theme/plain_text.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>

namespace ui {
namespace {

constexpr QSize buttonSize{14, 24};
constexpr int topMargin = 8;

}  // namespace

HelpButton::HelpButton(HelpTopic topic, QWidget &card) : QAbstractButton(&card), m_topic(topic)
{
    setObjectName(QStringLiteral("helpButton"));
    setAccessibleName(tr("Help"));
    setToolTip(plainToolTip(tr("What is this? (F1)")));
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::PointingHandCursor);
    setFixedSize(buttonSize);
    card.installEventFilter(this);
    connect(this, &QAbstractButton::clicked, this, [this] { requestHelp(*this, m_topic); });
    connect(qApp, &QApplication::focusChanged, this, [this] { update(); });
    place();
}

bool HelpButton::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        place();
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        update();
    return QAbstractButton::eventFilter(watched, event);
}

bool HelpButton::isShown() const
{
    const QWidget *focused = QApplication::focusWidget();
    return parentWidget()->underMouse() || (focused && parentWidget()->isAncestorOf(focused));
}

void HelpButton::place()
{
    move(parentWidget()->width() - width() - 1, topMargin);
    raise();
}

void HelpButton::paintEvent(QPaintEvent *)
{
    if (!isShown())
        return;
    const FigureStyle style = figureStyleOf(*this);
    QPainter painter(this);
    painter.setFont(style.note);
    painter.setPen(underMouse() ? style.theme.accent : style.theme.mutedText);
    painter.drawText(rect(), Qt::AlignCenter, QStringLiteral("?"));
}

}  // namespace ui
