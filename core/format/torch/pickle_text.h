#pragma once

#include "core/format/torch/pickle_value.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace core {

// What protocol 0 writes as text, a value a line.

// "12", "12L"; "00" and "01" are false and true.
PickledValue pickledWholeNumber(std::string_view line);
PickledValue pickledDecimal(std::string_view line);
// Python's raw-unicode-escape: \uXXXX and \UXXXXXXXX, otherwise Latin-1.
std::string pickledUnicode(std::string_view line);
// A literal of Python 2, in quotes. Its escapes stay as they are: names of tensors have none.
std::string pickledString(std::string_view line);
// A place of the memo; the largest number where it is none.
std::uint64_t memoPlace(std::string_view line);

}  // namespace core
