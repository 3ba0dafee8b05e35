#pragma once

#include "ui/session/workbench.h"
#include "ui/widgets/choice_menu.h"

namespace ui {

// Whose logit the contributions are about: the predicted class, whichever that is, or one that stays.
class ContributionClassMenu : public ChoiceMenu
{
    Q_OBJECT

public:
    ContributionClassMenu(AnalysisSession &session, Workbench &workbench, QWidget *parent = nullptr);

private:
    void showSnapshot();
    void showOptions();
    void choose(int choice);

    AnalysisSession &m_session;
    Workbench &m_workbench;
    QStringList m_classes;
};

}  // namespace ui
