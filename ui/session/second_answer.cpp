#include "ui/session/second_answer.h"

#include "core/workbench/second_side.h"

namespace ui {

namespace {

constexpr ImportanceDesk::Options ofWords{.unit = core::ImportanceUnit::Word};

}  // namespace

SecondAnswer::SecondAnswer(Workbench &workbench, AnalysisSession &session, AnalysisSession::Analyzer analyzer,
                           QObject *parent)
    : QObject(parent), m_first(workbench), m_session(std::move(analyzer)), m_workbench(m_session), m_selection(m_workbench),
      m_firstDesk(workbench, session, ofWords), m_secondDesk(m_workbench, m_session, ofWords)
{
    connect(&m_first, &Workbench::changed, this, &SecondAnswer::follow);
    connect(&session, &AnalysisSession::snapshotChanged, this, &SecondAnswer::changed);
    connect(&m_session, &AnalysisSession::snapshotChanged, this, [this] {
        m_problem.clear();
        emit changed();
    });
    connect(&m_session, &AnalysisSession::failed, this, [this](const QString &problem) {
        m_problem = problem;
        emit changed();
    });
    connect(&m_firstDesk, &ImportanceDesk::changed, this, &SecondAnswer::changed);
    connect(&m_secondDesk, &ImportanceDesk::changed, this, &SecondAnswer::changed);
}

bool SecondAnswer::isRunning() const
{
    return m_isWatched && (!m_session.isUpToDate() || m_firstDesk.isRunning() || m_secondDesk.isRunning());
}

void SecondAnswer::setWatched(bool isWatched)
{
    m_isWatched = isWatched;
    follow();
    m_firstDesk.setWatched(isWatched);
    m_secondDesk.setWatched(isWatched);
}

// The tokens that are locked on this side are its own.
void SecondAnswer::follow()
{
    if (!m_isWatched)
        return;
    core::WorkbenchState state = core::secondSide(m_first.state());
    const core::HeadRef head = state.selected.head;
    state.selected = m_workbench.state().selected;
    state.selected.head = head;
    m_workbench.set(state);
}

}  // namespace ui
