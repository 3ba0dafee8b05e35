#pragma once

#include <string>

namespace core {

// Unicode's name of the script that the character belongs to: "Devanagari", "Han". Empty for signs that many scripts share, such as
// digits, emoji and accents, and for characters that Unicode does not have.
std::string scriptName(char32_t character);

}  // namespace core
