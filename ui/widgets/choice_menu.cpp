#include "ui/widgets/choice_menu.h"

#include "ui/theme/figure_style.h"
#include "ui/theme/plain_text.h"

#include <QActionGroup>
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

ChoiceMenu::ChoiceMenu(const QString &purpose, QWidget *parent)
    : QAbstractButton(parent), m_menu(new QMenu(this)), m_purpose(purpose)
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    updateText();
    connect(this, &QAbstractButton::clicked, this, &ChoiceMenu::showMenu);
}

void ChoiceMenu::setPrefix(const QString &prefix)
{
    m_prefix = prefix;
    updateText();
}

// An open menu stays whole as long as there are as many choices.
void ChoiceMenu::setChoices(const QStringList &choices, const QStringList &briefly)
{
    m_choices = choices;
    m_briefly = briefly;
    if (m_menu->actions().size() != choices.size())
        createActions();
    for (int choice = 0; choice < choices.size(); ++choice) {
        m_menu->actions().at(choice)->setText(menuText(choices[choice]));
        m_menu->actions().at(choice)->setToolTip(plainToolTip(m_toolTips.value(choice, choices[choice])));
    }
    updateText();
}

void ChoiceMenu::createActions()
{
    m_menu->clear();
    delete m_group;
    m_group = new QActionGroup(m_menu);
    for (int choice = 0; choice < m_choices.size(); ++choice) {
        QAction *action = m_menu->addAction(QString());
        action->setCheckable(true);
        action->setActionGroup(m_group);
        connect(action, &QAction::triggered, this, [this, choice] {
            setCurrent(choice);
            emit chosen(choice);
        });
    }
}

void ChoiceMenu::setToolTips(const QStringList &toolTips)
{
    m_toolTips = toolTips;
    m_menu->setToolTipsVisible(true);
    for (int choice = 0; choice < m_menu->actions().size(); ++choice)
        m_menu->actions().at(choice)->setToolTip(plainToolTip(toolTips.value(choice)));
    updateText();
}

void ChoiceMenu::setOffered(int choice, bool isOffered)
{
    m_menu->actions().at(choice)->setVisible(isOffered);
}

void ChoiceMenu::setCurrent(int choice)
{
    m_current = choice;
    if (choice >= 0 && choice < m_menu->actions().size())
        m_menu->actions().at(choice)->setChecked(true);
    updateText();
}

void ChoiceMenu::keepRoom()
{
    m_keepsRoom = true;
    updateGeometry();
}

QString ChoiceMenu::shownText(int choice) const
{
    const QString shown = m_briefly.value(choice, m_choices.value(choice));
    return m_prefix.isEmpty() ? shown : m_prefix + QLatin1Char(' ') + shown;
}

void ChoiceMenu::updateText()
{
    const QString choice = m_choices.value(m_current);
    setText(shownText(m_current));
    setShortcut({});  // an & in it marks none
    setToolTip(plainToolTip(m_toolTips.value(m_current, m_purpose)));
    setAccessibleName(choice.isEmpty() ? m_purpose : m_purpose + QStringLiteral(": ") + choice);
    updateGeometry();
    update();
}

QSize ChoiceMenu::sizeHint() const
{
    const QFontMetricsF metrics(figureStyleOf(*this).note);
    double width = metrics.horizontalAdvance(text());
    for (int choice = 0; m_keepsRoom && choice < m_choices.size(); ++choice)
        width = std::max(width, metrics.horizontalAdvance(shownText(choice)));
    return {static_cast<int>(std::ceil(width)) + 2 * padding + arrowGap + arrowWidth, menuHeight};
}

bool ChoiceMenu::event(QEvent *event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        update();
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    return QAbstractButton::event(event);
}

void ChoiceMenu::paintEvent(QPaintEvent *)
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

void ChoiceMenu::showMenu()
{
    m_menu->popup(mapToGlobal(QPoint(0, height() + 2)));
}

}  // namespace ui
