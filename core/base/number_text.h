#pragma once

#include <string>

namespace core {

// The shortest text that gives the same number back, for files and for masks as text; whole numbers up to 2^53 without an exponent.
std::string numberText(double number);

}  // namespace core
