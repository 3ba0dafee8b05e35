#include "ui/session/analysis_session.h"

#include <QMetaObject>

namespace ui {

AnalysisSession::AnalysisSession(Analyzer analyzer, QObject *parent) : QObject(parent)
{
    using Answer = std::pair<quint64, core::Result<SnapshotPointer>>;
    // The generation travels with its answer, so that an old one which slipped through can be told from the newest.
    auto run = [this, analyzer = std::move(analyzer)](const Ask &ask, const core::StopToken &stop) -> core::Result<Answer> {
        const auto soFar = [this, generation = ask.generation](SnapshotPointer part) {
            QMetaObject::invokeMethod(
                this, [this, generation, told = std::move(part)] { receivePart(generation, told); }, Qt::QueuedConnection);
        };
        return Answer(ask.generation, analyzer(ask.request, stop, soFar));
    };
    auto deliver = [this](core::Result<Answer> answer) {
        QMetaObject::invokeMethod(
            this, [this, delivered = *std::move(answer)] { receive(delivered.first, delivered.second); },
            Qt::QueuedConnection);
    };
    m_worker = std::make_unique<core::LatestRequestWorker<Ask, Answer>>(std::move(run), std::move(deliver));
}

AnalysisSession::~AnalysisSession() = default;

void AnalysisSession::submit(const core::AnalysisRequest &request)
{
    if (m_newestGeneration > 0 && !m_hasFailed && request == m_request)
        return;
    m_request = request;
    askAgain();
}

void AnalysisSession::askAgain()
{
    m_hasFailed = false;
    m_worker->submit({++m_newestGeneration, m_request});
    emit requestChanged(m_request);
}

bool AnalysisSession::isUpToDate() const
{
    return m_answeredGeneration == m_newestGeneration;
}

void AnalysisSession::receive(quint64 generation, const core::Result<SnapshotPointer> &answer)
{
    if (generation != m_newestGeneration)
        return;
    m_answeredGeneration = generation;
    if (answer) {
        m_snapshot = *answer;
        emit snapshotChanged(m_snapshot);
        return;
    }
    m_hasFailed = true;
    emit failed(QString::fromStdString(answer.error().message));
    refuseModel();
}

void AnalysisSession::receivePart(quint64 generation, const SnapshotPointer &part)
{
    if (generation != m_newestGeneration || isUpToDate())
        return;
    m_snapshot = part;
    emit snapshotChanged(m_snapshot);
}

// Whoever was told of the failure may have asked for something else by now.
void AnalysisSession::refuseModel()
{
    if (!m_snapshot || !m_hasFailed || m_request.modelDirectory == m_snapshot->request.modelDirectory)
        return;
    const std::filesystem::path refused = m_request.modelDirectory;  // who hears of it changes the request
    const std::filesystem::path shown = m_snapshot->request.modelDirectory;
    emit modelRefused(refused, shown);
}

}  // namespace ui
