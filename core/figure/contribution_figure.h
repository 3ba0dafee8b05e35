#pragma once

#include "core/figure/head_strip_figure.h"

#include <optional>
#include <string>
#include <vector>

namespace core {

// What each head of LAMA adds to one class's logit through each word, A_it <H_t, w_i>, exact where the classifier is linear;
// with the sum over heads and each head's total. `label` is the index of a class; none stands for the predicted one.
HeadStripFigure contributionFigure(const AnalysisSnapshot &snapshot, const DisplayUnits &units, const ColorOptions &colors,
                                   std::optional<int> label);

// What a menu offers as `label`: the predicted class first, then each class by its name. Empty where nothing can be chosen.
std::vector<std::string> contributionClasses(const AnalysisSnapshot &snapshot);

}  // namespace core
