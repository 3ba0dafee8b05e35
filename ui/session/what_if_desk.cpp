#include "ui/session/what_if_desk.h"

namespace ui {
namespace {

BackgroundRun<core::TextAnswersRequest, core::TextAnswersPointer>::Run answerRunner()
{
    return [answerer = std::make_shared<core::TextAnswerer>()](
               const core::TextAnswersRequest &request, const core::RunListener<core::TextAnswersPointer> &listener,
               const core::StopToken &stop) { return answerer->run(request, listener.soFar, stop); };
}

}  // namespace

WhatIfDesk::WhatIfDesk(Workbench &workbench, AnalysisSession &session, QObject *parent)
    : QObject(parent), m_workbench(workbench), m_session(session), m_run(*this, answerRunner(), [this] { emit changed(); })
{
    connect(&m_session, &AnalysisSession::snapshotChanged, this, &WhatIfDesk::ask);
    connect(&m_workbench, &Workbench::changed, this, &WhatIfDesk::ask);
}

void WhatIfDesk::setWatched(bool isWatched)
{
    m_isWatched = isWatched;
    if (!m_isWatched)
        m_run.drop();
    ask();
}

void WhatIfDesk::ask()
{
    const SnapshotPointer &snapshot = m_session.snapshot();
    const core::WorkbenchState &state = m_workbench.state();
    // Another model is on its way.
    const bool hasModel = snapshot && snapshot->request.modelDirectory == state.shownModel;
    if (!m_isWatched || !hasModel)
        return;
    core::TextAnswersRequest request{.model = snapshot->model,
                                     .masksSpecialTokens = state.display.specialTokens == core::SpecialTokenMode::Mask,
                                     .mask = snapshot->request.mask,
                                     .target = state.importance.target,
                                     .texts = {}};
    for (const core::WhatIfNode &node : core::shownTree(state.importance.whatIf, state.text).nodes)
        request.texts.push_back(node.text);
    if (m_run.request() != request)
        m_run.start(std::move(request));
}

}  // namespace ui
