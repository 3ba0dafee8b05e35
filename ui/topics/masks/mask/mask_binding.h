#pragma once

#include "ui/views/view_sources.h"

#include <QObject>
#include <QString>

#include <functional>

namespace ui {

// Keeps the mask that the options name in step with the shown model and the selected head. What the model has no meaning for is not
// asked for.
void bindMask(const ViewSources &sources, QObject *context);

// One sentence where what is chosen cannot be done with the shown model; empty otherwise.
QString maskProblem(const ViewSources &sources);

// One sentence where the means that ablated heads are to give were gathered for another model, or for this one before it was loaded
// again, and so are not used; empty otherwise.
QString meansProblem(const ViewSources &sources);

// Changes the options and the mask that they come to at once. What is no part of a gesture counts it up, so that undo knows.
void changeMask(const ViewSources &sources, const std::function<void(MaskOptions &)> &change);

}  // namespace ui
