#pragma once

#include "ui/session/workbench.h"

#include <QToolButton>

class QMenu;

namespace ui {

// Which measures stand beside each other, any number of them. The menu stays open while they are ticked; one that the shown model does
// not have says why.
class MeasuresMenu : public QToolButton
{
    Q_OBJECT

public:
    MeasuresMenu(AnalysisSession &session, Workbench &workbench, QWidget *parent = nullptr);

    QMenu *measures() const { return m_menu; }

private:
    void createActions();
    void refresh();
    void setMeasured(core::ImportanceMeasure measure, bool isMeasured);

    AnalysisSession &m_session;
    Workbench &m_workbench;
    QMenu *m_menu = nullptr;
};

}  // namespace ui
