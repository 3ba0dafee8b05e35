#pragma once

#include "core/pipeline/analysis_snapshot.h"
#include "core/pipeline/latest_request_worker.h"

#include <QObject>

#include <functional>
#include <memory>

namespace ui {

using SnapshotPointer = std::shared_ptr<const core::AnalysisSnapshot>;

// Holds what was asked last and what was answered last. Lives on the GUI thread; the analyzer runs on the worker's.
class AnalysisSession : public QObject
{
    Q_OBJECT

public:
    using Analyzer = std::function<core::Result<SnapshotPointer>(const core::AnalysisRequest &, const core::StopToken &)>;

    explicit AnalysisSession(Analyzer analyzer, QObject *parent = nullptr);
    ~AnalysisSession() override;

    // Newest wins: supersedes whatever is waiting or running. Asking again for what is shown or on its way does nothing.
    void submit(const core::AnalysisRequest &request);

    // Asks again for the same, as its model is another one now.
    void askAgain();

    const core::AnalysisRequest &request() const { return m_request; }
    // The last good answer; null before the first.
    const SnapshotPointer &snapshot() const { return m_snapshot; }
    bool isUpToDate() const;

signals:
    void requestChanged(const core::AnalysisRequest &request);
    void snapshotChanged(const ui::SnapshotPointer &snapshot);
    // The request could not be answered; the snapshot stays as it was.
    void failed(const QString &message);
    // It was the model that failed, while another one is shown.
    void modelRefused(const std::filesystem::path &refused, const std::filesystem::path &shown);

private:
    struct Ask {
        quint64 generation = 0;
        core::AnalysisRequest request;
    };

    void receive(quint64 generation, const core::Result<SnapshotPointer> &answer);
    void refuseModel();

    core::AnalysisRequest m_request;
    SnapshotPointer m_snapshot;
    quint64 m_newestGeneration = 0;
    quint64 m_answeredGeneration = 0;
    bool m_hasFailed = false;  // the newest answer was a failure
    std::unique_ptr<core::LatestRequestWorker<Ask, std::pair<quint64, core::Result<SnapshotPointer>>>> m_worker;  // last
};

}  // namespace ui
