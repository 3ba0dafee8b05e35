#include "ui/widgets/choice_menu.h"

#include "ui/theme/plain_text.h"

#include <QActionGroup>
#include <QMenu>

namespace ui {
ChoiceMenu::ChoiceMenu(const QString &purpose, QWidget *parent) : MenuButton(new QMenu, parent), m_purpose(purpose)
{
    updateText();
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
    if (menu()->actions().size() != choices.size())
        createActions();
    for (int choice = 0; choice < choices.size(); ++choice) {
        menu()->actions().at(choice)->setText(menuText(choices[choice]));
        menu()->actions().at(choice)->setToolTip(plainToolTip(m_toolTips.value(choice, choices[choice])));
    }
    updateText();
}

void ChoiceMenu::createActions()
{
    menu()->clear();
    delete m_group;
    m_group = new QActionGroup(menu());
    for (int choice = 0; choice < m_choices.size(); ++choice) {
        QAction *action = menu()->addAction(QString());
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
    menu()->setToolTipsVisible(true);
    for (int choice = 0; choice < menu()->actions().size(); ++choice)
        menu()->actions().at(choice)->setToolTip(plainToolTip(toolTips.value(choice)));
    updateText();
}

void ChoiceMenu::setOffered(int choice, bool isOffered)
{
    menu()->actions().at(choice)->setVisible(isOffered);
}

void ChoiceMenu::setCurrent(int choice)
{
    m_current = choice;
    if (choice >= 0 && choice < menu()->actions().size())
        menu()->actions().at(choice)->setChecked(true);
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
    setQuietText(shownText(m_current));
    setToolTip(plainToolTip(m_toolTips.value(m_current, m_purpose)));
    setAccessibleName(choice.isEmpty() ? m_purpose : m_purpose + QStringLiteral(": ") + choice);
}

QStringList ChoiceMenu::texts() const
{
    QStringList texts{text()};
    for (int choice = 0; m_keepsRoom && choice < m_choices.size(); ++choice)
        texts << shownText(choice);
    return texts;
}

}  // namespace ui
