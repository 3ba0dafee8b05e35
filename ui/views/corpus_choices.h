#pragma once

#include "ui/session/workbench.h"

#include <QWidget>

namespace ui {

class ChoiceMenu;

// Whether words are looked for in a file or in kept sentences, where there are both; by which measure they are weighed, and what texts
// are told apart by.
class CorpusChoices : public QWidget
{
    Q_OBJECT

public:
    CorpusChoices(AnalysisSession &session, Workbench &workbench, QWidget *parent = nullptr);

private:
    void refresh();

    AnalysisSession &m_session;
    Workbench &m_workbench;
    ChoiceMenu *m_measure = nullptr;
    ChoiceMenu *m_groups = nullptr;
    ChoiceMenu *m_source = nullptr;
};

}  // namespace ui
