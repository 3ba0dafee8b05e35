#pragma once

#include <string>

namespace core {

// 0.032, −2e−4, and 0 for what is smaller than the rounding of a pass.
std::string formatImportance(double value);

}  // namespace core
