#include "ui/session/mask_evaluation.h"

#include <QSaveFile>

namespace ui {

MaskEvaluation::MaskEvaluation(AnalysisSession &session, QObject *parent)
    : QObject(parent), m_session(session),
      m_run(*this, core::runMaskReport, [this](const core::Result<core::MaskReportPointer> &answer, bool isLast) { receive(answer, isLast); })
{
    const auto hold = [this] { m_run.setHeld(!m_session.isUpToDate()); };
    connect(&m_session, &AnalysisSession::requestChanged, this, hold);
    connect(&m_session, &AnalysisSession::snapshotChanged, this, hold);
    connect(&m_session, &AnalysisSession::failed, this, hold);
}

void MaskEvaluation::setData(const std::filesystem::path &file)
{
    m_data = file;
    emit changed();
}

void MaskEvaluation::setLimit(std::size_t texts)
{
    m_limit = texts;
    emit changed();
}

void MaskEvaluation::setSweep(const std::string &sweep)
{
    m_sweep = sweep;
    emit changed();
}

void MaskEvaluation::start()
{
    if (m_data.empty() || !m_session.snapshot())
        return;
    m_report.reset();
    m_problem.clear();
    if (m_sweep.empty() && !shownMask().isActive()) {
        m_problem = tr("Choose a mask on the Mask page, or a sweep, to have something to judge.");
    } else {
        m_state = State::Running;
        m_run.start({.model = m_session.snapshot()->model, .data = m_data, .limit = m_limit, .mask = shownMask(), .sweep = m_sweep});
    }
    emit changed();
}

const core::AttentionMask &MaskEvaluation::shownMask() const
{
    return m_session.snapshot()->request.mask;
}

bool MaskEvaluation::isOutdated() const
{
    return m_report && m_session.snapshot() && (m_report->request.mask != shownMask() || m_report->request.model != m_session.snapshot()->model);
}

void MaskEvaluation::cancel()
{
    if (m_state != State::Running)
        return;
    m_run.cancel();
    m_state = State::Stopped;
    emit changed();
}

void MaskEvaluation::saveTable(const QString &path)
{
    const std::string table = m_report ? core::studyCsv(m_report->study, m_report->rows) : std::string();
    QSaveFile file(path);
    const bool isSaved = file.open(QIODevice::WriteOnly) && file.write(table.data(), static_cast<qint64>(table.size())) >= 0 && file.commit();
    m_problem = isSaved ? QString() : tr("%1 cannot be written: %2").arg(path, file.errorString());
    emit changed();
}

void MaskEvaluation::receive(const core::Result<core::MaskReportPointer> &answer, bool isLast)
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
