#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string_view>

namespace core {

enum class NpyKind { Boolean, Signed, Unsigned, Float };

struct NpyType {
    NpyKind kind = NpyKind::Boolean;
    std::size_t bytes = 1;  // of one value
    bool isBigEndian = false;
};

// A type as NumPy writes it, "<f4", ">i8" or "|b1", or as numpy.dtype() reads it besides: without its byte order, which is then this
// machine's as with "=" and "|", as one letter ("?", "<d"), or by its name ("bool", "int32", "double"), where those of C have their
// width on 64-bit Linux. Everything else is refused by what it is.
Result<NpyType> npyTypeNamed(std::string_view text);

}  // namespace core
