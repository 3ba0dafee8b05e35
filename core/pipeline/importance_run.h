#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/pipeline/analysis_snapshot.h"

#include <string>

namespace core {

// The measure of a snapshot whose model, text, trace and outputs are there; its further passes run under the mask of its trace.
// NaN where the measure is not defined: erasure of special tokens, of all that a model reads, and in a model without a head.
// Erasure runs one more pass per token, or per word where that is the unit, over all cores; the other measures have a number for each
// token in either unit, and none where the trace has no map over tokens.
Result<WordImportance> wordImportance(const AnalysisSnapshot &snapshot, ImportanceMeasure measure, ImportanceUnit unit,
                                      const StopToken &stop);

// Why the snapshot's model has no such measure, a clause to go into a sentence; empty where it has it.
std::string importanceAbsence(const AnalysisSnapshot &snapshot, ImportanceMeasure measure);

// `asked`, or attention received in its place where the model's attention has no such measure. Erasure is kept where a model has none,
// so that it can be said why.
ImportanceMeasure offeredImportance(const AnalysisSnapshot &snapshot, ImportanceMeasure asked);

}  // namespace core
