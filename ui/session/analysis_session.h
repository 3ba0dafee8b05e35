#pragma once

#include "core/pipeline/analysis_snapshot.h"
#include "core/pipeline/latest_request_worker.h"

#include <QObject>

#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace ui {

using SnapshotPointer = std::shared_ptr<const core::AnalysisSnapshot>;

// Holds what was asked last and what was answered last. Lives on the GUI thread; the analyzer runs on the worker's.
class AnalysisSession : public QObject
{
    Q_OBJECT

public:
    // What answers a request, on the worker's thread. It may tell of answers to which something is still to come.
    class Analyzer
    {
    public:
        using SoFar = std::function<void(SnapshotPointer)>;
        using Run = std::function<core::Result<SnapshotPointer>(const core::AnalysisRequest &, const SoFar &,
                                                                const core::StopToken &)>;
        using WholeRun =
            std::function<core::Result<SnapshotPointer>(const core::AnalysisRequest &, const core::StopToken &)>;

        template <typename Function>
        requires std::is_constructible_v<Run, Function> Analyzer(Function run) : m_run(std::move(run)) {}
        template <typename Function>
        requires std::is_constructible_v<WholeRun, Function> Analyzer(Function run)
            : m_run([run = WholeRun(std::move(run))](const core::AnalysisRequest &request, const SoFar &,
                                                     const core::StopToken &stop) { return run(request, stop); })
        {
        }

        core::Result<SnapshotPointer> operator()(const core::AnalysisRequest &request, const core::StopToken &stop,
                                                 const SoFar &soFar = {}) const
        {
            return m_run(request, soFar, stop);
        }

    private:
        Run m_run;
    };

    explicit AnalysisSession(Analyzer analyzer, QObject *parent = nullptr);
    ~AnalysisSession() override;

    // Newest wins: supersedes whatever is waiting or running. Asking again for what is shown or on its way does nothing.
    void submit(const core::AnalysisRequest &request);

    // Asks again for the same, as its model is another one now.
    void askAgain();

    const core::AnalysisRequest &request() const { return m_request; }
    // The last good answer; null before the first. One to the newest request may still lack spectra, measures or importance: then it is not
    // up to date.
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
    void receivePart(quint64 generation, const SnapshotPointer &part);
    void refuseModel();

    core::AnalysisRequest m_request;
    SnapshotPointer m_snapshot;
    quint64 m_newestGeneration = 0;
    quint64 m_answeredGeneration = 0;
    bool m_hasFailed = false;  // the newest answer was a failure
    std::unique_ptr<core::LatestRequestWorker<Ask, std::pair<quint64, core::Result<SnapshotPointer>>>> m_worker;  // last
};

}  // namespace ui
