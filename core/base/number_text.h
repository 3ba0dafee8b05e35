#pragma once

#include <string>

namespace core {

// The shortest text that gives the same number back, for files and for masks as text.
std::string numberText(double number);

}  // namespace core
