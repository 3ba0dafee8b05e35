#pragma once

#include "ui/widgets/menu_button.h"

class QActionGroup;

namespace ui {

// A choice shown as quiet text with a small arrow: "effective rank ▾".
class ChoiceMenu : public MenuButton
{
    Q_OBJECT

public:
    // `purpose` is what the choice is about; it becomes the accessible name.
    explicit ChoiceMenu(const QString &purpose, QWidget *parent = nullptr);

    // Stands before the choice: "sort: layer".
    void setPrefix(const QString &prefix);
    // May be called while the menu is open. The button says them `briefly` where that is given, one by one, and the menu in full.
    void setChoices(const QStringList &choices, const QStringList &briefly = {});
    // What each choice means: in the menu, and of the current one on the button. After setChoices().
    void setToolTips(const QStringList &toolTips);
    // Whether the menu lists the choice. After setChoices().
    void setOffered(int choice, bool isOffered);
    // As wide as its longest choice, whichever is the current one, so that nothing beside it moves.
    void keepRoom();
    void setCurrent(int choice);
    int current() const { return m_current; }

signals:
    void chosen(int choice);  // by the user, never by setCurrent()

private:
    QStringList texts() const override;
    void createActions();
    void updateText();
    QString shownText(int choice) const;

    QActionGroup *m_group = nullptr;
    QString m_purpose;
    QString m_prefix;
    QStringList m_choices;
    QStringList m_briefly;
    QStringList m_toolTips;
    int m_current = -1;
    bool m_keepsRoom = false;
};

}  // namespace ui
