#pragma once

#include "ui/session/analysis_session.h"
#include "ui/session/workbench.h"

#include <QWidget>

class QButtonGroup;
class QHBoxLayout;

namespace ui {

class ChoiceMenu;

// How the tokens are shown: colored by which importance, as sub-words or words, with special tokens or without. One line. A measure
// that the shown model lacks is not offered; another stands in for it until a model has it.
class TokenControls : public QWidget
{
    Q_OBJECT

public:
    TokenControls(AnalysisSession &session, Workbench &workbench, QWidget *parent = nullptr);

    // Opens the menu of how special tokens are shown.
    void chooseSpecialTokens();

private:
    void createImportanceMenu();
    void createUnitSwitch();
    void createSpecialTokenMenu();
    void addGroup(const QString &caption);
    void offerMeasures();
    void showOptions();

    AnalysisSession &m_session;
    Workbench &m_workbench;
    QHBoxLayout *m_row;
    ChoiceMenu *m_importance = nullptr;
    QButtonGroup *m_units = nullptr;
    ChoiceMenu *m_specialTokens = nullptr;
};

}  // namespace ui
