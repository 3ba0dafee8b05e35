#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// What the header of a .npy file says, as NumPy writes it: {'descr': '<f4', 'fortran_order': False, 'shape': (4, 4), }
struct NpyDictionary {
    std::string type;  // "<f4"
    bool isFortran = false;
    std::vector<std::uint64_t> shape;
};

// Reads that dictionary from the header's text, which Python's literal_eval reads in NumPy: the three keys in any order, the last of
// each counts, between single or double quotes, any blanks, line breaks and comments between the parts and at the end, numbers with a
// plus sign or without, a comma behind the last entry or not. What Python reads besides, such as escapes, other bases and strings in
// pieces, NumPy never writes, and is refused. `allowsLong`: numbers may end in L, as Python 2 wrote them into versions 1 and 2. Types
// that are no string, those of structured arrays, are refused by name.
Result<NpyDictionary> parseNpyDictionary(std::string_view text, bool allowsLong);

}  // namespace core
