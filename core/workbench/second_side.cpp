#include "core/workbench/second_side.h"

#include <algorithm>
#include <utility>

namespace core {

WorkbenchState secondSide(const WorkbenchState &state)
{
    WorkbenchState second = state;
    if (!state.importance.second.text.empty())
        second.text = state.importance.second.text;
    if (std::ranges::find(state.openModels, state.importance.second.model) != state.openModels.end())
        second.shownModel = state.importance.second.model;
    return second;
}

void swapSides(WorkbenchState &state)
{
    const WorkbenchState second = secondSide(state);
    const bool hasOtherText = second.text != state.text;
    const bool hasOtherModel = second.shownModel != state.shownModel;
    state.importance.second.text = hasOtherText ? std::exchange(state.text, second.text) : std::string();
    state.importance.second.model =
        hasOtherModel ? std::exchange(state.shownModel, second.shownModel) : std::filesystem::path();
}

}  // namespace core
