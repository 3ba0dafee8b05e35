#pragma once

#include "ui/session/workbench.h"
#include "ui/widgets/choice_menu.h"

namespace ui {

// What the spectrum is compared with: nothing, shuffled tokens, random queries and keys, permuted rows, or all of them. Each says
// what it keeps of the head and what it destroys; one that the shown model does not have says why.
class BaselineMenu : public ChoiceMenu
{
    Q_OBJECT

public:
    BaselineMenu(AnalysisSession &session, Workbench &workbench, QWidget *parent = nullptr);

private:
    void showChoices();
    void refresh();
    void choose(int choice);

    AnalysisSession &m_session;
    Workbench &m_workbench;
    QStringList m_missing;  // why there is none, in the menu's order; empty where there is
};

}  // namespace ui
