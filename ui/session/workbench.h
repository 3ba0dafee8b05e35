#pragma once

#include "core/workbench/workbench_state.h"
#include "ui/session/analysis_session.h"
#include "ui/session/background_runs.h"
#include "ui/session/gesture.h"

#include <QObject>

#include <utility>

namespace ui {

// The one state of what the user chose. Whoever changes it tells nobody else: the session is asked for what the state comes to
// (core::resolve), and views hear of it by the one signal.
class Workbench : public QObject
{
    Q_OBJECT

public:
    // Asks the session, also anew when its answer makes the same choices come to something else.
    explicit Workbench(AnalysisSession &session, QObject *parent = nullptr);

    const core::WorkbenchState &state() const { return m_state; }
    // Of the last change.
    const Gesture &gesture() const { return m_gesture; }

    // The long runs over files that what is chosen has started.
    BackgroundRuns &runs() { return m_runs; }

    void set(const core::WorkbenchState &state, const Gesture &gesture = {});

    // One action of the user's: `change` is given the state to change.
    template <typename Change>
    void change(Change &&change, const Gesture &gesture = {})
    {
        core::WorkbenchState state = m_state;
        std::forward<Change>(change)(state);
        set(state, gesture);
    }

signals:
    // Anything at all.
    void changed(const core::WorkbenchState &before);
    // How the answer is shown or what else is asked of the engine: not text, models and workspace, which the answer brings, nor the
    // selection, which has a signal of its own.
    void optionsChanged(const core::WorkbenchState &before);

private:
    void ask();

    AnalysisSession &m_session;
    core::WorkbenchState m_state;
    Gesture m_gesture;
    BackgroundRuns m_runs;
};

}  // namespace ui
