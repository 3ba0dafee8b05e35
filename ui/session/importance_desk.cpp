#include "ui/session/importance_desk.h"

#include "core/workbench/resolve.h"

namespace ui {
namespace {

// Remembers the last report, as far as it got, so that a further measure of the same answer asks for that one alone. Called on one
// thread.
auto remembering()
{
    return [last = core::ImportanceReportPointer()](
               const core::ImportanceRequest &request, const core::RunListener<core::ImportanceReportPointer> &listener,
               const core::StopToken &stop) mutable -> core::Result<core::ImportanceReportPointer> {
        const core::ImportanceReportPointer earlier = last;
        const auto soFar = [&](core::ImportanceReportPointer report) {
            last = report;
            listener.soFar(std::move(report));
        };
        auto report = core::runImportanceReport(request, earlier.get(), soFar, stop);
        if (report)
            last = *report;
        return report;
    };
}

}  // namespace

ImportanceDesk::ImportanceDesk(Workbench &workbench, AnalysisSession &session, const Options &deskOptions, QObject *parent)
    : QObject(parent), m_workbench(workbench), m_session(session), m_options(deskOptions),
      m_run(*this, remembering(), [this] { emit changed(); })
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

void ImportanceDesk::setWantsCurves(bool wantsCurves)
{
    m_wantsCurves = wantsCurves;
    ask();
}

core::ImportanceRequest ImportanceDesk::wanted() const
{
    const SnapshotPointer &snapshot = m_session.snapshot();
    core::ImportanceOptions options = core::importanceOptions(m_workbench.state());
    options.unit = m_options.unit.value_or(options.unit);
    return {.snapshot = snapshot->masked ? snapshot->masked->answer : snapshot,
            .measures = m_workbench.state().importance.measures,
            .options = options,
            .wantsCurves = m_wantsCurves,
            .shown = m_shown};
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
