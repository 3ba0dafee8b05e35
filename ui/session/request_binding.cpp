#include "ui/session/request_binding.h"

namespace ui {

core::AnalysisRequest requestWith(core::AnalysisRequest request, const ViewOptions &options)
{
    request.masksSpecialTokens = options.specialTokens == core::SpecialTokenMode::Mask;
    request.importance = options.importance;
    return request;
}

void bindRequestToOptions(AnalysisSession &session, ViewState &options)
{
    QObject::connect(&options, &ViewState::changed, &session, [&session](const ViewOptions &changed) {
        const core::AnalysisRequest request = requestWith(session.request(), changed);
        if (request != session.request())
            session.submit(request);
    });
}

}  // namespace ui
