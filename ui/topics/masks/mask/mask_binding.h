#pragma once

#include "ui/views/view_sources.h"

#include <QString>

#include <utility>

namespace ui {

// Changes what is chosen as the mask.
template <typename Change>
void changeMask(const ViewSources &sources, Change &&change, const Gesture &gesture = {})
{
    sources.workbench.change([&change](core::WorkbenchState &state) { std::forward<Change>(change)(state.masks.mask); },
                             gesture);
}

// One sentence where what is chosen cannot be done with the shown model; empty otherwise.
QString maskProblem(const ViewSources &sources);

// One sentence where the means that ablated heads are to give were gathered for another model, or for this one before it was loaded
// again, and so are not used; empty otherwise.
QString meansProblem(const ViewSources &sources);

}  // namespace ui
