#pragma once

#include "core/pipeline/analysis_snapshot.h"

#include <string>

namespace core {

// One sentence that says why no token has the chosen importance; empty where one has it, or where there is no token.
std::string importanceAbsence(const AnalysisSnapshot &snapshot);

}  // namespace core
