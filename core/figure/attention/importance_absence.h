#pragma once

#include "core/pipeline/analysis_snapshot.h"

#include <string>

namespace core {

// One sentence that says why no token has the importance of the snapshot, "No erasure: …", with the reason of importanceAbsence();
// empty where one has it, or where there is no token.
std::string importanceAbsenceSentence(const AnalysisSnapshot &snapshot);

}  // namespace core
