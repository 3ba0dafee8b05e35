#include "ui/session/long_run.h"

#include "ui/session/analysis_session.h"

namespace ui {

void LongRun::cancel()
{
    if (!isRunning())
        return;
    abandon();
    enter(State::Stopped, m_problem);
}

void LongRun::refuse(const QString &problem)
{
    abandon();
    enter(State::Idle, problem);
}

void LongRun::settle()
{
    m_state = State::Idle;
    m_problem.clear();
}

void LongRun::setHeld(bool isHeld)
{
    m_isHeld = isHeld;
    m_isHeld.notify_all();
}

void LongRun::waitForSession(AnalysisSession &session, QObject &context)
{
    const auto hold = [this, &session] { setHeld(!session.isUpToDate()); };
    QObject::connect(&session, &AnalysisSession::requestChanged, &context, hold);
    QObject::connect(&session, &AnalysisSession::snapshotChanged, &context, hold);
    QObject::connect(&session, &AnalysisSession::failed, &context, hold);
}

void LongRun::enter(State state, const QString &problem)
{
    m_state = state;
    m_problem = problem;
    m_changed();
}

}  // namespace ui
