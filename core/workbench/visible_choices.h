#pragma once

#include "core/pipeline/analysis_snapshot.h"
#include "core/workbench/workbench_state.h"

#include <string>
#include <vector>

namespace core {

// What changes the answer, or what it is compared with, and is told wherever the user is.
enum class ChoiceKind { Mask, Ablation, SpecialTokens, RankCut, Pin };

struct VisibleChoice {
    ChoiceKind kind = ChoiceKind::Mask;
    std::string text = {};         // "no diagonal", "ablated: L0 H1", "rank 4 in L0 H1"
    std::string explanation = {};  // sentences
    std::string code = {};         // of a mask, as the command line takes it; empty of what has no such words
    std::string off = {};          // "off here" where this page is without it, "not in this model"; empty where it counts

    bool operator==(const VisibleChoice &) const = default;
};

// Those that are not as they are at first, in the order of ChoiceKind. The snapshot is the one that is shown, or null.
std::vector<VisibleChoice> visibleChoices(const WorkbenchState &state, const AnalysisSnapshot *snapshot);

// As it was at first.
void clearChoice(WorkbenchState &state, ChoiceKind kind);

// Its page, which of a pin is where it stands beside the shown answer. Special tokens are chosen on every page.
void goToChoice(WorkbenchState &state, ChoiceKind kind);

}  // namespace core
