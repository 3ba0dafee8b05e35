#pragma once

#include "core/corpus/runs/run_listener.h"
#include "core/workbench/file_choice.h"
#include "ui/session/workbench.h"

#include <QObject>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace ui {

// The shown model over a file of texts, run in the background when it is asked for. While the session has something to answer, the
// run waits between two texts. Lives on the GUI thread. What it reports is in ReportRun.
class FileRun : public QObject
{
    Q_OBJECT

public:
    enum class State { Idle, Running, Stopped };  // stopped: by cancel(), with what was found until then

    // Of the report, which may be of another model than the shown one.
    struct Progress {
        core::RunProgress texts;
        std::shared_ptr<const core::LoadedModel> model;
        std::size_t cut = 0;               // of those done
        std::size_t tokenLimit = 0;        // where they were cut
        std::vector<std::string> notes{};  // on how the file was read
    };

    FileRun(Workbench &workbench, AnalysisSession &session, QObject *parent = nullptr);

    const std::filesystem::path &file() const { return chosen().file; }  // may be empty
    void setFile(const std::filesystem::path &file);
    std::size_t limit() const { return chosen().limit; }  // so many texts from the start; 0: all
    void setLimit(std::size_t texts);

    // With the session's model as it is now; what was found before goes. Does nothing without a file; what keeps it from starting is
    // the problem.
    void start();
    void runOver(const std::filesystem::path &file);
    void cancel();

    State state() const { return m_state; }
    const QString &problem() const { return m_problem; }   // one sentence, or empty
    virtual std::optional<Progress> progress() const = 0;  // nothing before the first report
    // The report answers something else than a run would now.
    virtual bool isOutdated() const = 0;

signals:
    void changed();

protected:
    const SnapshotPointer &snapshot() const { return m_session.snapshot(); }
    Workbench &workbench() const { return m_workbench; }

    // The run has reported, or has failed with a problem.
    void goOn(const QString &problem, bool isLast);

private:
    // Where the state keeps the run's file.
    virtual const core::FileChoice &chosen() const = 0;
    virtual core::FileChoice &chosenIn(core::WorkbenchState &state) const = 0;

    // The sentence why it cannot, or nothing.
    virtual QString begin() = 0;
    virtual void abandon() = 0;
    virtual void setHeld(bool isHeld) = 0;

    Workbench &m_workbench;
    AnalysisSession &m_session;
    QString m_problem;
    State m_state = State::Idle;
};

}  // namespace ui
