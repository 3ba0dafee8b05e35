#pragma once

#include "core/analysis/importance/importance_measure.h"
#include "core/analysis/importance/importance_options.h"
#include "core/workbench/contexts_state.h"
#include "core/workbench/second_state.h"
#include "core/workbench/what_if_state.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace core {

enum class AgreementMeasure { Kendall, TopOverlap };
enum class DeletionMeasure { Comprehensiveness, Sufficiency };

// What is chosen in the Importance workspace. Which words are the units and which special tokens are shown is chosen for all of the
// window (DisplayState).
struct ImportanceState {
    std::vector<ImportanceMeasure> measures{ImportanceMeasure::AttentionReceived, ImportanceMeasure::Erasure};
    AskedTarget target;
    double residual = 0.5;  // of rollout
    GradientBaseline baseline = GradientBaseline::Zero;
    int steps = 64;  // of integrated gradients
    // By which measure words are sorted, the largest first; none: as they stand in the sentence.
    std::optional<ImportanceMeasure> sorted;
    AgreementMeasure agreement = AgreementMeasure::Kendall;
    DeletionMeasure deletion = DeletionMeasure::Comprehensiveness;
    ContextsState contexts;
    WhatIfState whatIf;
    SecondState second;

    bool operator==(const ImportanceState &) const = default;
};

// In the order in which measures are offered, whatever the order in which they are chosen.
inline void setMeasured(ImportanceState &state, ImportanceMeasure measure, bool isMeasured)
{
    const std::vector<ImportanceMeasure> before = std::exchange(state.measures, {});
    for (const ImportanceDescription &description : importanceDescriptions()) {
        const bool isThere = std::ranges::find(before, description.measure) != before.end();
        if (description.measure == measure ? isMeasured : isThere)
            state.measures.push_back(description.measure);
    }
}

}  // namespace core
