#pragma once

#include <unicode/uchar.h>

namespace core {

// What \w matches: letters, marks, digits, connectors such as the underscore, and joiners.
inline bool isWordCharacter(char32_t character)
{
    const auto code = static_cast<UChar32>(character);
    return u_isUAlphabetic(code) || (U_GET_GC_MASK(code) & (U_GC_M_MASK | U_GC_ND_MASK | U_GC_PC_MASK)) != 0 ||
           u_hasBinaryProperty(code, UCHAR_JOIN_CONTROL);
}

}  // namespace core
