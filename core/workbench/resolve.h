#pragma once

#include "core/pipeline/analysis_request.h"
#include "core/pipeline/analysis_snapshot.h"
#include "core/workbench/workbench_state.h"

namespace core {

// What the choices come to. The snapshot is the one that is shown, null before the first: which head is selected, how many
// singular values it has and which masks its model has a meaning for is known of it alone, so what depends on them is asked for
// once the first answer of a model is there.
AnalysisRequest resolve(const WorkbenchState &state, const AnalysisSnapshot *snapshot);

// What measures of importance are asked besides their names.
ImportanceOptions importanceOptions(const WorkbenchState &state);

// The selected head, or the nearest one that the snapshot has.
HeadRef shownHead(const WorkbenchState &state, const AnalysisSnapshot *snapshot);

// The k that the choices come to for the shown head: a quarter of its singular values until one is chosen; 0 without any.
int shownRank(const WorkbenchState &state, const AnalysisSnapshot *snapshot);

// Whether ablated heads are to give means that were gathered for another model than the snapshot's, or for this one before it was
// loaded again: they are not used.
bool hasMeansOfAnotherModel(const MaskState &state, const AnalysisSnapshot *snapshot);

}  // namespace core
