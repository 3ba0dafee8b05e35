#include "ui/widgets/card.h"

#include "ui/help/help_button.h"
#include "ui/theme/figure_style.h"
#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include <utility>

namespace ui {
namespace {

constexpr double cornerRadius = 8;

}  // namespace

Card::Card(const QString &title, QWidget *parent)
    : QWidget(parent), m_title(plainLabel(title, this)), m_header(new QHBoxLayout), m_column(new QVBoxLayout(this))
{
    m_title->setObjectName(QStringLiteral("cardTitle"));
    setRole(*m_title, Role::Title);
    m_title->setMinimumHeight(24);
    m_title->setVisible(!title.isEmpty());
    m_header->setSpacing(2);
    m_header->addWidget(m_title);
    m_header->addStretch(1);
    m_column->setContentsMargins(16, 8, 14, 12);
    m_column->setSpacing(8);
    m_column->addLayout(m_header);
    connect(qApp, &QApplication::focusChanged, this, &Card::showFocus);
}

void Card::setTitle(const QString &title)
{
    m_title->setText(title);
    m_title->setVisible(!title.isEmpty());
}

void Card::setExplanation(const QString &explanation)
{
    m_title->setToolTip(plainToolTip(explanation));
}

void Card::setHelpTopic(HelpTopic topic)
{
    new HelpButton(topic, *this);
}

void Card::setTitleWidget(QWidget *widget)
{
    m_title->hide();
    m_header->insertWidget(0, widget);
}

void Card::addControl(QWidget *control)
{
    m_header->addWidget(control, 0, Qt::AlignVCenter);
}

void Card::addBody(QWidget *body, int stretch)
{
    m_column->addWidget(body, stretch);
}

void Card::showFocus(const QWidget *, const QWidget *focused)
{
    const bool holdsFocus = focused && isAncestorOf(focused);
    if (std::exchange(m_holdsFocus, holdsFocus) != holdsFocus)
        update();
}

void Card::paintEvent(QPaintEvent *)
{
    const FigureStyle style = figureStyleOf(*this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor border = m_holdsFocus ? mixed(style.theme.hairline, style.theme.accent, 0.55) : style.theme.hairline;
    painter.setPen(QPen(border, style.hairlineWidth));
    painter.setBrush(style.theme.card);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius, cornerRadius);
}

}  // namespace ui
