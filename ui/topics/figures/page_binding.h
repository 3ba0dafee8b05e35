#pragma once

#include "ui/session/workbench.h"

#include <utility>

namespace ui {

// One action of the user's on the page.
template <typename Change>
void changePage(Workbench &workbench, Change &&change, const Gesture &gesture = {})
{
    workbench.change([&change](core::WorkbenchState &state) { std::forward<Change>(change)(state.figures.page); }, gesture);
}

}  // namespace ui
