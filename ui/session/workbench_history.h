#pragma once

#include "ui/session/workbench.h"

#include <QObject>

#include <vector>

namespace ui {

// Undo and redo over the states of a workbench. Records by itself; which changes are one step, their gestures say.
class WorkbenchHistory : public QObject
{
    Q_OBJECT

public:
    WorkbenchHistory(Workbench &workbench, AnalysisSession &session, QObject *parent = nullptr);

    bool canUndo() const { return m_current > 0; }
    bool canRedo() const { return m_current + 1 < m_states.size(); }

    void undo();
    void redo();

signals:
    void changed();

private:
    void record();
    bool continuesLastStep() const;
    void addStep();
    void restore(std::size_t index);
    void replaceModel(const std::filesystem::path &refused, const std::filesystem::path &replacement);
    void dropRepeatedStates();

    Workbench &m_workbench;
    std::vector<core::WorkbenchState> m_states;
    std::size_t m_current = 0;
    Gesture m_lastGesture;  // of the current step, while more of the same may be added to it
    bool m_isRestoring = false;
};

}  // namespace ui
