#pragma once

#include "core/corpus/diagnosis/checkpoint_diagnosis.h"
#include "ui/session/background_run.h"

#include <QObject>

namespace ui {

// A checkpoint looked at in the background. While the session has something to answer it waits. Lives on the GUI thread.
class DiagnosisRun : public QObject
{
    Q_OBJECT

public:
    using Runner = BackgroundRun<core::DiagnosisRequest, core::DiagnosisPointer>::Run;
    using State = LongRun::State;

    explicit DiagnosisRun(AnalysisSession &session, QObject *parent = nullptr);
    DiagnosisRun(AnalysisSession &session, Runner runner, QObject *parent = nullptr);

    // Does nothing where just that was asked for last.
    void ask(const core::DiagnosisRequest &request);
    void cancel() { m_run.cancel(); }
    // Again what was cancelled.
    void resume();

    // Of the last request, as far as it got; null before the first part of it.
    core::DiagnosisPointer diagnosis() const { return m_run.answer().value_or(nullptr); }
    State state() const { return m_run.state(); }
    const QString &problem() const { return m_run.problem(); }

signals:
    void changed();  // the diagnosis, the state or the problem

private:
    BackgroundRun<core::DiagnosisRequest, core::DiagnosisPointer> m_run;  // last
};

}  // namespace ui
