#include "ui/widgets/choice_button.h"

#include <QActionGroup>
#include <QMenu>

namespace ui {

ChoiceButton::ChoiceButton(const QString &what, QWidget *parent)
    : QToolButton(parent), m_what(what), m_choices(new QActionGroup(this))
{
    setPopupMode(QToolButton::InstantPopup);
    setFocusPolicy(Qt::TabFocus);
    auto *menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    setMenu(menu);
    connect(m_choices, &QActionGroup::triggered, this, [this](const QAction *choice) { emit chosen(choice->data()); });
}

void ChoiceButton::addChoice(const QString &text, const QString &toolTip, const QVariant &value)
{
    QAction *choice = menu()->addAction(text);
    choice->setCheckable(true);
    choice->setToolTip(toolTip);
    choice->setData(value);
    m_choices->addAction(choice);
}

void ChoiceButton::setOffered(const QVariant &value, bool isOffered)
{
    for (QAction *choice : m_choices->actions()) {
        if (choice->data() == value)
            choice->setVisible(isOffered);
    }
}

void ChoiceButton::setCurrent(const QVariant &value)
{
    for (QAction *choice : m_choices->actions()) {
        if (choice->data() != value)
            continue;
        choice->setChecked(true);
        setText(choice->text() + QStringLiteral(" ▾"));
        setToolTip(choice->toolTip());
        setAccessibleName(m_what + QStringLiteral(": ") + choice->text());
    }
}

}  // namespace ui
