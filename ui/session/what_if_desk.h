#pragma once

#include "core/pipeline/text_answers.h"
#include "ui/session/background_run.h"
#include "ui/session/workbench.h"

#include <QObject>

namespace ui {

// What the shown model answers to every sentence of the tree of edits, worked out behind the picture. Only while somebody looks. Lives
// on the GUI thread.
class WhatIfDesk : public QObject
{
    Q_OBJECT

public:
    WhatIfDesk(Workbench &workbench, AnalysisSession &session, QObject *parent = nullptr);

    // As far as they got, of this tree or the one before; null before the first.
    core::TextAnswersPointer answers() const { return m_run.answer().value_or(nullptr); }
    bool isRunning() const { return m_run.isRunning(); }
    const QString &problem() const { return m_run.problem(); }

    void setWatched(bool isWatched);

signals:
    void changed();

private:
    void ask();

    Workbench &m_workbench;
    AnalysisSession &m_session;
    bool m_isWatched = false;
    BackgroundRun<core::TextAnswersRequest, core::TextAnswersPointer> m_run;  // last
};

}  // namespace ui
