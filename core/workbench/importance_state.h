#pragma once

#include "core/analysis/importance/importance_measure.h"
#include "core/analysis/importance/importance_options.h"
#include "core/workbench/contexts_state.h"
#include "core/workbench/second_state.h"
#include "core/workbench/what_if_state.h"

#include <optional>
#include <string>
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

}  // namespace core
