#include "core/workbench/second_side.h"

#include "core/workbench/resolve.h"

#include <algorithm>
#include <utility>

namespace core {
namespace {

bool isOpen(const WorkbenchState &state, const std::filesystem::path &model)
{
    return std::ranges::find(state.openModels, model) != state.openModels.end();
}

// The model whether it is still open or not, as the answer is its own.
void takePinned(WorkbenchState &state)
{
    const PinnedPrediction &pinned = *state.pinned;
    state.text = pinned.text;
    state.shownModel = pinned.choices.model.empty() ? pinned.model.folder : pinned.choices.model;
    state.display.specialTokens = pinned.choices.specialTokens;
    state.masks.mask = pinned.choices.mask;
}

}  // namespace

PinnedPrediction pinOf(PinnedPrediction prediction, const WorkbenchState &state, const AnalysisSnapshot *snapshot)
{
    prediction.choices = {.model = state.shownModel, .specialTokens = state.display.specialTokens, .mask = state.masks.mask};
    prediction.choices.mask.fixedOn = shownHead(state, snapshot);
    return prediction;
}

bool isBesidePin(const WorkbenchState &state)
{
    return state.importance.second.isPinned && state.pinned.has_value();
}

WorkbenchState secondSide(const WorkbenchState &state)
{
    WorkbenchState second = state;
    if (isBesidePin(state)) {
        takePinned(second);
        return second;
    }
    if (!state.importance.second.text.empty())
        second.text = state.importance.second.text;
    if (isOpen(state, state.importance.second.model))
        second.shownModel = state.importance.second.model;
    return second;
}

bool areSidesAlike(const WorkbenchState &state)
{
    const WorkbenchState second = secondSide(state);
    const HeadRef head = state.selected.head;
    return second.text == state.text && second.shownModel == state.shownModel &&
           second.display.specialTokens == state.display.specialTokens &&
           maskOf(second.masks.mask, head) == maskOf(state.masks.mask, head);
}

void swapSides(WorkbenchState &state)
{
    if (isBesidePin(state)) {
        takePinned(state);
        if (!isOpen(state, state.shownModel))
            state.openModels.push_back(state.shownModel);
        state.selected.head = state.masks.mask.fixedOn.value_or(state.selected.head);
        state.masks.mask.fixedOn.reset();
        return;
    }
    const WorkbenchState second = secondSide(state);
    const bool hasOtherText = second.text != state.text;
    const bool hasOtherModel = second.shownModel != state.shownModel;
    state.importance.second.text = hasOtherText ? std::exchange(state.text, second.text) : std::string();
    state.importance.second.model =
        hasOtherModel ? std::exchange(state.shownModel, second.shownModel) : std::filesystem::path();
}

}  // namespace core
