#pragma once

#include "core/corpus/runs/run_listener.h"
#include "core/workbench/file_choice.h"
#include "ui/session/long_run.h"
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
    using State = LongRun::State;

    // Of the report, which may be of another model than the shown one.
    struct Progress {
        core::RunProgress texts;
        std::shared_ptr<const core::LoadedModel> model;
        std::size_t cut = 0;               // of those done
        std::size_t tokenLimit = 0;        // where they were cut
        std::vector<std::string> notes{};  // on how the file was read
        std::string_view noun{};           // "paragraph", where the texts are not what the file's are usually called
    };

    // `title` is what it is called away from its page, which `goTo` is about: "evaluation".
    FileRun(Workbench &workbench, AnalysisSession &session, const QString &title, void (*goTo)(core::Place &place),
            QObject *parent = nullptr);

    const std::filesystem::path &file() const { return chosen().file; }  // may be empty
    // Whether there is something to run over: a file, or what else the heir takes.
    virtual bool hasTexts() const { return !file().empty(); }
    void setFile(const std::filesystem::path &file);
    std::size_t limit() const { return chosen().limit; }  // so many texts from the start; 0: all
    void setLimit(std::size_t texts);

    // With the session's model as it is now; what was found before goes. Does nothing without a file; what keeps it from starting is
    // the problem.
    void start();
    void runOver(const std::filesystem::path &file);
    void cancel() { run().cancel(); }

    State state() const { return run().state(); }
    bool isRunning() const { return run().isRunning(); }
    const QString &problem() const { return run().problem(); }
    virtual std::optional<Progress> progress() const = 0;  // nothing before the first report
    // The report answers something else than a run would now.
    virtual bool isOutdated() const = 0;

signals:
    void changed();

protected:
    const SnapshotPointer &snapshot() const { return m_session.snapshot(); }
    Workbench &workbench() const { return m_workbench; }

private:
    virtual const LongRun &run() const = 0;
    virtual LongRun &run() = 0;
    // Starts it, or refuses; there is a snapshot.
    virtual void begin() = 0;

    // Where the state keeps the run's file.
    virtual const core::FileChoice &chosen() const = 0;
    virtual core::FileChoice &chosenIn(core::WorkbenchState &state) const = 0;
    // What else is chosen with a file: that it is the one to run over, where there are other texts.
    virtual void takeFileIn(core::WorkbenchState &) const {}

    Workbench &m_workbench;
    AnalysisSession &m_session;
    bool m_lacksModel = false;  // which kept it from starting
};

}  // namespace ui
