#pragma once

#include "core/figure/values/head_strip_figure.h"

#include <optional>
#include <string>
#include <vector>

namespace core {

// What each head of LAMA adds to one output, before a softmax or sigmoid, through each word, A_it <H_t, w_i>, exact where the classifier
// is linear; with the sum over heads and each head's total. `label` is the index of an output; none stands for the followed one.
HeadStripFigure contributionFigure(const AnalysisSnapshot &snapshot, const DisplayUnits &units, const ColorOptions &colors,
                                   std::optional<int> label);

// What a menu offers as `label`: the followed output first, then each by its name. Empty where nothing can be chosen.
std::vector<std::string> contributionClasses(const AnalysisSnapshot &snapshot);

}  // namespace core
