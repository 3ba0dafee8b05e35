#pragma once

#include "ui/session/workbench.h"

#include <QWidget>

namespace ui {

class ChoiceMenu;

// By which measure the words of a file are weighed, and what its texts are told apart by.
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
};

}  // namespace ui
