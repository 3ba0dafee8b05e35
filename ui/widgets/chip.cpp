#include "ui/widgets/chip.h"

#include "ui/theme/plain_text.h"
#include "ui/theme/roles.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>
#include <QToolButton>

namespace ui {

namespace {

constexpr int inset = 6;       // of the progress line, so that it stays within the round corners
constexpr int lineHeight = 2;  // of the progress line

QToolButton *chipButton(QHBoxLayout &row)
{
    auto *button = new QToolButton;
    button->setFocusPolicy(Qt::TabFocus);
    row.addWidget(button);
    return button;
}

}  // namespace

Chip::Chip(const QString &objectName, QWidget *parent) : QFrame(parent)
{
    setObjectName(objectName);
    setRole(*this, Role::Chip);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(2, 1, 1, 1);
    row->setSpacing(0);
    m_button = chipButton(*row);
    m_button->setObjectName(objectName + QStringLiteral("Button"));
    m_clear = chipButton(*row);
    m_clear->setObjectName(objectName + QStringLiteral("Clear"));
    m_clear->setText(QStringLiteral("✕"));
    m_go = addChoice(QStringLiteral("Go"));
    m_copy = addChoice(QStringLiteral("Copy"));
    m_remove = addChoice(QStringLiteral("Remove"));
    m_remove->setShortcut(Qt::Key_Delete);
    m_remove->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(m_button, &QToolButton::clicked, this, &Chip::chosen);
    connect(m_clear, &QToolButton::clicked, this, &Chip::cleared);
    connect(m_go, &QAction::triggered, this, &Chip::chosen);
    connect(m_remove, &QAction::triggered, this, &Chip::cleared);
    connect(m_copy, &QAction::triggered, this, [this] { QGuiApplication::clipboard()->setText(m_content.code); });
}

void Chip::setContent(const Content &content)
{
    const bool isOffAsBefore = m_content.isOff == content.isOff;
    m_content = content;
    m_button->setText(menuText(content.text));
    m_button->setAccessibleName(content.text);
    m_button->setAccessibleDescription(content.toolTip);
    m_button->setToolTip(plainToolTip(content.toolTip));
    m_clear->setAccessibleName(content.clearText);
    m_clear->setToolTip(plainToolTip(content.clearText));
    m_go->setText(menuText(content.goText));
    m_remove->setText(menuText(content.clearText));
    m_copy->setText(menuText(content.copyText));
    m_copy->setVisible(!content.code.isEmpty());
    if (!isOffAsBefore) {
        setRole(*this, content.isOff ? Role::OffChip : Role::Chip);
        for (QWidget *dressed :
             {static_cast<QWidget *>(this), static_cast<QWidget *>(m_button), static_cast<QWidget *>(m_clear)}) {
            style()->unpolish(dressed);
            style()->polish(dressed);
        }
    }
    update();
}

QList<QAction *> Chip::choices() const
{
    QList<QAction *> choices{m_go, m_copy, m_remove};
    if (m_content.code.isEmpty())
        choices.removeOne(m_copy);
    return choices;
}

QAction *Chip::addChoice(const QString &name)
{
    auto *action = new QAction(this);
    action->setObjectName(objectName() + name);
    addAction(action);
    return action;
}

void Chip::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    if (!m_content.share)
        return;
    const QRectF track(inset, height() - lineHeight - 1, width() - 2 * inset, lineHeight);
    QPainter painter(this);
    painter.fillRect(QRectF(track.topLeft(), QSizeF(track.width() * *m_content.share, lineHeight)),
                     themeFor(palette()).accent);
}

}  // namespace ui
