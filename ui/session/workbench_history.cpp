#include "ui/session/workbench_history.h"

#include "ui/session/text_edit_step.h"

#include <QScopedValueRollback>

namespace ui {

namespace {

constexpr std::size_t stateLimit = 500;

}  // namespace

WorkbenchHistory::WorkbenchHistory(Workbench &workbench, AnalysisSession &session, QObject *parent)
    : QObject(parent), m_workbench(workbench)
{
    connect(&workbench, &Workbench::changed, this, &WorkbenchHistory::record);
    connect(&session, &AnalysisSession::modelRefused, this, &WorkbenchHistory::replaceModel);
}

void WorkbenchHistory::undo()
{
    if (canUndo())
        restore(m_current - 1);
}

void WorkbenchHistory::redo()
{
    if (canRedo())
        restore(m_current + 1);
}

// What is chosen before there is a model is where the history begins.
void WorkbenchHistory::record()
{
    if (m_isRestoring || m_workbench.state().shownModel.empty())
        return;
    if (m_states.empty() || (m_workbench.gesture() != going() && !continuesLastStep()))
        return addStep();
    m_states[m_current] = m_workbench.state();
}

bool WorkbenchHistory::continuesLastStep() const
{
    const Gesture &gesture = m_workbench.gesture();
    if (gesture.name.empty() || gesture != m_lastGesture || m_current == 0 || canRedo())
        return false;
    if (gesture != typing())
        return true;
    const std::string &last = m_states[m_current].text;
    return continuesEdit(textEdit(m_states[m_current - 1].text, last), textEdit(last, m_workbench.state().text));
}

void WorkbenchHistory::addStep()
{
    if (!m_states.empty())
        m_states.resize(m_current + 1);
    if (m_states.size() == stateLimit)
        m_states.erase(m_states.begin());
    m_states.push_back(m_workbench.state());
    m_current = m_states.size() - 1;
    m_lastGesture = m_workbench.gesture();
    emit changed();
}

void WorkbenchHistory::restore(std::size_t index)
{
    const QScopedValueRollback guard(m_isRestoring, true);
    m_current = index;
    m_lastGesture = {};
    m_workbench.set(core::WorkbenchState(m_states[index]));
    emit changed();
}

// A model that would not open is no place to go back to.
void WorkbenchHistory::replaceModel(const std::filesystem::path &refused, const std::filesystem::path &replacement)
{
    for (core::WorkbenchState &state : m_states) {
        std::erase(state.openModels, refused);
        if (state.shownModel == refused)
            state.shownModel = replacement;
    }
    dropRepeatedStates();
    m_lastGesture = {};
    emit changed();
}

void WorkbenchHistory::dropRepeatedStates()
{
    for (std::size_t index = 1; index < m_states.size();) {
        if (m_states[index] != m_states[index - 1]) {
            ++index;
            continue;
        }
        m_states.erase(m_states.begin() + static_cast<std::ptrdiff_t>(index));
        if (m_current >= index)
            --m_current;
    }
}

}  // namespace ui
