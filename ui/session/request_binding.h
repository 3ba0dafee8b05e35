#pragma once

#include "ui/session/analysis_session.h"
#include "ui/session/view_options.h"

namespace ui {

// `request` with the parts that the view options decide, such as whether special tokens are masked, the importance measure and the
// unit of erasure.
core::AnalysisRequest requestWith(core::AnalysisRequest request, const ViewOptions &options);

// Asks the session again whenever an option changes that makes the engine run. The connection ends with either of the two.
void bindRequestToOptions(AnalysisSession &session, ViewState &options);

}  // namespace ui
