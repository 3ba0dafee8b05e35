#pragma once

#include "ui/session/workbench.h"
#include "ui/widgets/menu_button.h"

namespace ui {

// Which measures stand beside each other, any number of them. The menu stays open while they are ticked; one that the shown model does
// not have says why.
class MeasuresMenu : public MenuButton
{
    Q_OBJECT

public:
    MeasuresMenu(AnalysisSession &session, Workbench &workbench, QWidget *parent = nullptr);

private:
    void createActions();
    void refresh();
    void showCount(int chosen, int lacking);
    void setMeasured(core::ImportanceMeasure measure, bool isMeasured);

    AnalysisSession &m_session;
    Workbench &m_workbench;
};

}  // namespace ui
