#include "ui/session/position_survey.h"

namespace ui {

PositionSurvey::PositionSurvey(AnalysisSession &session, QObject *parent)
    : QObject(parent), m_session(session),
      m_run(*this, core::runPositionReport,
            [this](const core::Result<core::PositionReportPointer> &answer, bool isLast) { receive(answer, isLast); })
{
    const auto hold = [this] { m_run.setHeld(!m_session.isUpToDate()); };
    connect(&m_session, &AnalysisSession::requestChanged, this, hold);
    connect(&m_session, &AnalysisSession::snapshotChanged, this, hold);
    connect(&m_session, &AnalysisSession::failed, this, hold);
}

void PositionSurvey::setLimit(std::size_t texts)
{
    m_limit = texts;
    emit changed();
}

void PositionSurvey::start()
{
    if (m_data.empty() || !m_session.snapshot())
        return;
    m_problem.clear();
    m_report.reset();
    m_state = State::Running;
    m_run.start({.model = m_session.snapshot()->model, .data = m_data, .limit = m_limit});
    emit changed();
}

void PositionSurvey::runOver(const std::filesystem::path &file)
{
    m_data = file;
    start();
}

void PositionSurvey::cancel()
{
    if (m_state != State::Running)
        return;
    m_run.cancel();
    m_state = State::Stopped;
    emit changed();
}

void PositionSurvey::receive(const core::Result<core::PositionReportPointer> &answer, bool isLast)
{
    if (answer)
        m_report = *answer;
    else
        m_problem = QString::fromStdString(answer.error().message);
    if (isLast)
        m_state = State::Idle;
    emit changed();
}

}  // namespace ui
