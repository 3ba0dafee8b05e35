#include "ui/session/importance_desk.h"

#include "core/workbench/resolve.h"

namespace ui {
namespace {

core::Result<core::ImportanceReportPointer> run(const core::ImportanceRequest &request,
                                                const core::RunListener<core::ImportanceReportPointer> &listener,
                                                const core::StopToken &stop)
{
    return core::runImportanceReport(request, listener.soFar, stop);
}

}  // namespace

ImportanceDesk::ImportanceDesk(Workbench &workbench, AnalysisSession &session, QObject *parent)
    : QObject(parent), m_workbench(workbench), m_session(session), m_run(*this, run, [this] { emit changed(); })
{
    connect(&m_session, &AnalysisSession::snapshotChanged, this, &ImportanceDesk::ask);
    connect(&m_session, &AnalysisSession::requestChanged, this, [this] { m_run.drop(); });
    connect(&m_workbench, &Workbench::changed, this, &ImportanceDesk::ask);
}

void ImportanceDesk::setWatched(bool isWatched)
{
    m_isWatched = isWatched;
    if (!m_isWatched)
        m_run.drop();
    ask();
}

core::ImportanceRequest ImportanceDesk::wanted() const
{
    const SnapshotPointer &snapshot = m_session.snapshot();
    return {.snapshot = snapshot->masked ? snapshot->masked->answer : snapshot,
            .measures = m_workbench.state().importance.measures,
            .options = core::importanceOptions(m_workbench.state())};
}

void ImportanceDesk::ask()
{
    if (!m_isWatched || !m_session.snapshot() || !m_session.isUpToDate())
        return;
    core::ImportanceRequest request = wanted();
    if (m_run.request() != request)
        m_run.start(std::move(request));
}

}  // namespace ui
