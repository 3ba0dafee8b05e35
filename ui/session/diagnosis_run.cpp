#include "ui/session/diagnosis_run.h"

namespace ui {

DiagnosisRun::DiagnosisRun(AnalysisSession &session, QObject *parent)
    : DiagnosisRun(session, core::diagnoseCheckpoint, parent)
{
}

DiagnosisRun::DiagnosisRun(AnalysisSession &session, Runner runner, QObject *parent)
    : QObject(parent), m_run(*this, std::move(runner), [this] { emit changed(); })
{
    m_run.waitForSession(session, *this);
}

void DiagnosisRun::ask(const core::DiagnosisRequest &request)
{
    if (m_run.request() == request)
        return;
    m_run.forget();
    m_run.start(request);
}

void DiagnosisRun::resume()
{
    if (const auto request = m_run.request())
        m_run.start(*request);
}

}  // namespace ui
