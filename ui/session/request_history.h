#pragma once

#include "ui/session/analysis_session.h"
#include "ui/session/selection.h"
#include "ui/session/view_options.h"

#include <QObject>

#include <vector>

namespace ui {

// Undo and redo over everything that changes what is shown. Records by itself; typing becomes one step per word.
class RequestHistory : public QObject
{
    Q_OBJECT

public:
    RequestHistory(AnalysisSession &session, ViewState &options, Selection &selection, QObject *parent = nullptr);

    bool canUndo() const { return m_current > 0; }
    bool canRedo() const { return m_current + 1 < m_states.size(); }
    void undo();
    void redo();

signals:
    void changed();

private:
    struct ShownState {
        core::AnalysisRequest request;
        ViewOptions options;
        core::HeadRef head;

        bool operator==(const ShownState &) const = default;
    };

    ShownState currentState() const;
    void record();
    bool continuesLastStep(const ShownState &state) const;
    bool followsFromLastStep(const ShownState &state) const;
    void restore(std::size_t index);
    void replaceModel(const std::filesystem::path &refused, const std::filesystem::path &replacement);
    void dropRepeatedStates();

    AnalysisSession &m_session;
    ViewState &m_options;
    Selection &m_selection;
    std::vector<ShownState> m_states;
    std::size_t m_current = 0;
    bool m_isRestoring = false;
    bool m_lastStepIsOpen = false;  // more of the same may be added to it
};

}  // namespace ui
