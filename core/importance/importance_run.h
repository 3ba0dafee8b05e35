#pragma once

#include "core/analysis/importance/word_importance.h"
#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/importance/importance_pass.h"

#include <functional>
#include <string>
#include <vector>

namespace core {

// Of a measure that takes a pass for each token or word, see ErasureListener; of others it is not asked.
struct ImportanceListener {
    std::function<std::vector<int>()> shown = {};
    std::function<void(const WordImportance &)> soFar = {};
    std::vector<double> known = {};
};

// One measure of a pass (resources/help/importance.md). NaN where it is not defined: erasure of special tokens and of all that a
// model reads; everything that follows an output where there is none to follow. Measures that erase give a number for each token, or
// for each word where that is the unit; the others one for each token in either unit, and none where importanceAbsence() says why.
// Fails where the options name a class, piece or position that is not there.
Result<WordImportance> wordImportance(const ImportancePass &pass, ImportanceMeasure measure,
                                      const ImportanceOptions &options, const StopToken &stop,
                                      const ImportanceListener &listener = {});

// What a pass has to keep for the measure to be read off it.
KeptTensors keptFor(ImportanceMeasure measure);

// Why the pass's model has no such measure, a clause to go into a sentence; empty where it has it.
std::string importanceAbsence(const ImportancePass &pass, ImportanceMeasure measure, const AskedTarget &asked = {});

// The same of the model alone: what it lacks whatever the text.
std::string importanceAbsenceOfModel(const ImportancePass &pass, ImportanceMeasure measure);

// `asked`, or attention received in its place where the model's attention has no such measure. Those that follow an output are kept
// where a model has none, so that it can be said why.
ImportanceMeasure offeredImportance(const ImportancePass &pass, ImportanceMeasure asked);

}  // namespace core
