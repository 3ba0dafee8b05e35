#include "ui/session/workbench.h"

#include "core/workbench/resolve.h"

namespace ui {

namespace {

bool haveSameOptions(const core::WorkbenchState &one, const core::WorkbenchState &other)
{
    return one.display == other.display && one.attention == other.attention && one.lama == other.lama &&
           one.rank == other.rank && one.masks == other.masks && one.importance == other.importance &&
           one.pinned == other.pinned;
}

}  // namespace

Workbench::Workbench(AnalysisSession &session, QObject *parent) : QObject(parent), m_session(session), m_runs(*this)
{
    connect(&session, &AnalysisSession::snapshotChanged, this, &Workbench::ask);
}

void Workbench::set(const core::WorkbenchState &state, const Gesture &gesture)
{
    if (state == m_state)
        return;
    const core::WorkbenchState before = std::exchange(m_state, state);
    m_gesture = gesture;
    ask();
    emit changed(before);
    if (!haveSameOptions(before, m_state))
        emit optionsChanged(before);
}

void Workbench::ask()
{
    if (!m_state.shownModel.empty())
        m_session.submit(core::resolve(m_state, m_session.snapshot().get()));
}

}  // namespace ui
