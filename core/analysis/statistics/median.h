#pragma once

#include <vector>

namespace core {

// The middle value, or the mean of the two in the middle; NaN without any.
double medianOf(std::vector<double> values);

}  // namespace core
