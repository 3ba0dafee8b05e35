#include "ui/session/request_history.h"

#include "ui/session/request_binding.h"
#include "ui/session/text_edit_step.h"

#include <QScopedValueRollback>

#include <algorithm>

namespace ui {

namespace {

constexpr std::size_t stateLimit = 500;

core::AnalysisRequest withoutText(core::AnalysisRequest request)
{
    request.text.clear();
    return request;
}

ViewOptions withoutGamma(ViewOptions options)
{
    options.gamma = 1.0;
    return options;
}

ViewOptions withoutRank(ViewOptions options)
{
    options.rank.k = 0;
    options.rank.truncation.rank = 0;
    return options;
}

core::AnalysisRequest withoutRank(core::AnalysisRequest request)
{
    request.truncation.rank = 0;
    return request;
}

ViewOptions withoutMask(ViewOptions options)
{
    options.masks = {};
    return options;
}

core::AnalysisRequest withoutMask(core::AnalysisRequest request)
{
    request.mask = {};
    return request;
}

// Without what follows from the rest, a moment after it.
ViewOptions withoutDerived(ViewOptions options)
{
    options.rank.truncation = {};
    options.rank.drawnHead = {};
    options.masks.mask = {};
    return options;
}

core::AnalysisRequest withoutDerived(core::AnalysisRequest request)
{
    request.truncation = {};
    request.baselines.head = {};
    return withoutMask(std::move(request));
}

}  // namespace

RequestHistory::RequestHistory(AnalysisSession &session, ViewState &options, Selection &selection, QObject *parent)
    : QObject(parent), m_session(session), m_options(options), m_selection(selection)
{
    connect(&session, &AnalysisSession::requestChanged, this, &RequestHistory::record);
    connect(&session, &AnalysisSession::modelRefused, this, &RequestHistory::replaceModel);
    connect(&options, &ViewState::changed, this, &RequestHistory::record);
    connect(&selection, &Selection::changed, this, &RequestHistory::record);
}

void RequestHistory::undo()
{
    if (canUndo())
        restore(m_current - 1);
}

void RequestHistory::redo()
{
    if (canRedo())
        restore(m_current + 1);
}

// Whichever of the two signals of one change comes first, the state is already the whole one.
RequestHistory::ShownState RequestHistory::currentState() const
{
    const ViewOptions &options = m_options.options();
    return {requestWith(m_session.request(), options), options, m_selection.cell().head};
}

void RequestHistory::record()
{
    if (m_isRestoring || m_session.request().modelDirectory.empty())
        return;
    ShownState state = currentState();
    if (!m_states.empty() && state == m_states[m_current])
        return;
    if (continuesLastStep(state) || followsFromLastStep(state)) {
        m_states[m_current] = std::move(state);
        return;
    }
    if (!m_states.empty())
        m_states.resize(m_current + 1);
    if (m_states.size() == stateLimit)
        m_states.erase(m_states.begin());
    m_states.push_back(std::move(state));
    m_current = m_states.size() - 1;
    m_lastStepIsOpen = true;
    emit changed();
}

bool RequestHistory::followsFromLastStep(const ShownState &state) const
{
    if (m_states.empty() || canRedo())
        return false;
    const ShownState &last = m_states[m_current];
    return last.head == state.head && withoutDerived(last.options) == withoutDerived(state.options) &&
           withoutDerived(last.request) == withoutDerived(state.request);
}

bool RequestHistory::continuesLastStep(const ShownState &state) const
{
    if (!m_lastStepIsOpen || m_current == 0 || canRedo())
        return false;
    const ShownState &last = m_states[m_current];
    const ShownState &before = m_states[m_current - 1];
    const auto differOnlyInText = [](const ShownState &a, const ShownState &b) {
        return a.options == b.options && a.head == b.head && withoutText(a.request) == withoutText(b.request);
    };
    const auto differOnlyInMask = [](const ShownState &a, const ShownState &b) {
        return a.options.masks != b.options.masks && a.head == b.head && withoutMask(a.request) == withoutMask(b.request) &&
               withoutMask(a.options) == withoutMask(b.options);
    };
    const auto differOnlyInGamma = [](const ShownState &a, const ShownState &b) {
        return a.request == b.request && a.head == b.head && withoutGamma(a.options) == withoutGamma(b.options);
    };
    const auto differOnlyInRank = [](const ShownState &a, const ShownState &b) {
        return withoutRank(a.request) == withoutRank(b.request) && a.head == b.head &&
               withoutRank(a.options) == withoutRank(b.options);
    };
    if (differOnlyInRank(before, last) && differOnlyInRank(last, state))
        return true;
    if (last.options.masks.gesture == state.options.masks.gesture && differOnlyInMask(last, state))
        return true;
    if (differOnlyInText(before, last) && differOnlyInText(last, state))
        return continuesEdit(textEdit(before.request.text, last.request.text),
                             textEdit(last.request.text, state.request.text));
    return differOnlyInGamma(before, last) && differOnlyInGamma(last, state);
}

void RequestHistory::restore(std::size_t index)
{
    const QScopedValueRollback guard(m_isRestoring, true);
    m_current = index;
    m_lastStepIsOpen = false;
    const ShownState state = m_states[index];
    m_selection.selectHead(state.head);
    m_options.setOptions(state.options);
    m_session.submit(state.request);
    emit changed();
}

// A model that would not open is no place to go back to.
void RequestHistory::replaceModel(const std::filesystem::path &refused, const std::filesystem::path &replacement)
{
    for (ShownState &state : m_states) {
        if (state.request.modelDirectory == refused)
            state.request.modelDirectory = replacement;
    }
    dropRepeatedStates();
    m_lastStepIsOpen = false;
    emit changed();
}

void RequestHistory::dropRepeatedStates()
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
