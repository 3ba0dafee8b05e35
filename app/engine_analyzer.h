#pragma once

#include "core/pipeline/model_store.h"
#include "ui/session/analysis_session.h"

#include <memory>

namespace app {

// The engine, as the session wants it. Each call makes a pipeline of its own, for one session's thread; the
// store may be shared.
ui::AnalysisSession::Analyzer
engineAnalyzer(std::shared_ptr<core::ModelStore> models = std::make_shared<core::ModelStore>());

}  // namespace app
