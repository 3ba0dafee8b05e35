#pragma once

#include "core/corpus/masks/mask_report.h"

#include <iosfwd>

namespace app {

// The report as eval prints it: a table with a line for each mask, and what has to be known of it below.
void printStudy(const core::MaskReport &report, std::ostream &out);

// What the first mask does to predictions, a line for each that it changes; nothing of a regression.
void printChanged(const core::MaskReport &report, std::ostream &out);

}  // namespace app
