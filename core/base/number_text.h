#pragma once

#include <string>

namespace core {

// The shortest text that gives the same number back, for files and for masks as text; whole numbers up to 2^53 without an exponent.
std::string numberText(double number);

// What is computed, as tables and answers write it: with nine significant digits, from which every float reads back the same and in
// which a mean shows nothing of its binary sum, -0.2 and not -0.19999999999999998.
double withNineDigits(double number);

}  // namespace core
