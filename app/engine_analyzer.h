#pragma once

#include "ui/session/analysis_session.h"

namespace app {

// The engine, as the session wants it. Each call makes a pipeline of its own, for one session's thread.
ui::AnalysisSession::Analyzer engineAnalyzer();

}  // namespace app
