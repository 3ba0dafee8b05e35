#include "ui/session/file_run.h"

namespace ui {

FileRun::FileRun(Workbench &workbench, AnalysisSession &session, QObject *parent)
    : QObject(parent), m_workbench(workbench), m_session(session)
{
    connect(&workbench, &Workbench::optionsChanged, this, [this](const core::WorkbenchState &before) {
        if (before.masks != m_workbench.state().masks)
            emit changed();
    });
    const auto hold = [this] { setHeld(!m_session.isUpToDate()); };
    connect(&m_session, &AnalysisSession::requestChanged, this, hold);
    connect(&m_session, &AnalysisSession::snapshotChanged, this, hold);
    connect(&m_session, &AnalysisSession::failed, this, hold);
}

void FileRun::setFile(const std::filesystem::path &file)
{
    m_workbench.change([&](core::WorkbenchState &state) { chosenIn(state).file = file; });
}

void FileRun::setLimit(std::size_t texts)
{
    m_workbench.change([&](core::WorkbenchState &state) { chosenIn(state).limit = texts; });
}

void FileRun::start()
{
    if (file().empty())
        return;
    m_problem = snapshot() ? begin() : tr("Open a model first.");
    m_state = m_problem.isEmpty() ? State::Running : State::Idle;
    emit changed();
}

void FileRun::runOver(const std::filesystem::path &file)
{
    setFile(file);
    start();
}

void FileRun::cancel()
{
    if (m_state != State::Running)
        return;
    abandon();
    m_state = State::Stopped;
    emit changed();
}

void FileRun::goOn(const QString &problem, bool isLast)
{
    m_problem = problem;
    if (isLast)
        m_state = State::Idle;
    emit changed();
}

}  // namespace ui
