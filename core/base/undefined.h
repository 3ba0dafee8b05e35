#pragma once

#include <limits>

namespace core {

// Stands for a number that has no meaning here, such as a median of nothing. It is drawn and printed as absent, never as 0.
inline constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

}  // namespace core
