#pragma once

#include "core/corpus/runs/run_listener.h"
#include "core/workbench/place.h"
#include "ui/session/long_run.h"

#include <QObject>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace ui {

class Workbench;

// The long runs over files, for whoever tells of them away from their pages. Each tells of itself here. A run that came to its end while
// the user was elsewhere is kept as news until its page is seen or it is dismissed. Lives on the GUI thread, and outlives the runs.
class BackgroundRuns : public QObject
{
    Q_OBJECT

public:
    struct Status {
        LongRun::State state = LongRun::State::Idle;
        std::optional<core::RunProgress> progress;  // none before there is any
        QString file;                               // its name; may be empty
        QString problem;
    };
    // What a run tells of itself.
    struct Run {
        QString title;                     // "evaluation"
        void (*goTo)(core::Place &place);  // its page
        std::function<Status()> status;    // of a run over a file; idle of any other
        std::function<void()> cancel;
    };
    enum class Phase { Running, Done, Failed };
    struct News {
        QObject *run = nullptr;
        QString title;
        Phase phase = Phase::Running;
        Status status;
    };

    explicit BackgroundRuns(Workbench &workbench);

    // `tell` is to be called whenever the status is another.
    void add(QObject &run, Run described);
    void tell(QObject &run);

    std::vector<News> news() const;
    void goTo(const QObject &run);
    // Stops one that runs, dismisses one that has come to its end.
    void clear(const QObject &run);

signals:
    void changed();

private:
    struct Entry {
        QObject *run = nullptr;
        Run described;
        bool wasRunning = false;
        std::optional<Phase> ended;  // and nobody has seen it yet
    };

    Entry *entryOf(const QObject &run);
    bool isSeen(const Entry &entry) const;
    void dropSeen();

    Workbench &m_workbench;
    std::vector<Entry> m_entries;
};

}  // namespace ui
