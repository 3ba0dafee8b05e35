#pragma once

#include "core/importance/importance_pass.h"
#include "core/pipeline/analysis_snapshot.h"

namespace core {

// The pass of a snapshot, to measure importance on; refers to the snapshot.
inline ImportancePass importancePass(const AnalysisSnapshot &snapshot)
{
    return {*snapshot.model, *snapshot.text, *snapshot.trace, snapshot.mask, snapshot.request.masksSpecialTokens};
}

}  // namespace core
