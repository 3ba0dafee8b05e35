#pragma once

#include "ui/session/importance_desk.h"
#include "ui/session/selection.h"

#include <QObject>

namespace ui {

// The answer that stands beside the window's: of the second sentence and the second model, from a session of its own, and the measures of
// both, of words. It follows what is chosen, but only while somebody looks. Lives on the GUI thread.
class SecondAnswer : public QObject
{
    Q_OBJECT

public:
    // The analyzer runs on a thread of its own; no other session has it.
    SecondAnswer(Workbench &workbench, AnalysisSession &session, AnalysisSession::Analyzer analyzer,
                 QObject *parent = nullptr);

    // As the window's, for views of the second answer. Heads are selected in the window's.
    AnalysisSession &session() { return m_session; }
    Workbench &workbench() { return m_workbench; }
    Selection &selection() { return m_selection; }

    core::ImportanceReportPointer firstReport() const { return m_firstDesk.report(); }
    core::ImportanceReportPointer secondReport() const { return m_secondDesk.report(); }

    bool isRunning() const;
    const QString &problem() const { return m_problem; }  // why there is no second answer, one sentence; or empty

    void setWatched(bool isWatched);

signals:
    void changed();  // either answer, a measure or the problem

private:
    void follow();

    Workbench &m_first;
    bool m_isWatched = false;
    QString m_problem;
    AnalysisSession m_session;
    Workbench m_workbench;
    Selection m_selection;
    ImportanceDesk m_firstDesk;
    ImportanceDesk m_secondDesk;
};

}  // namespace ui
