#pragma once

#include "core/base/seeded_random.h"

#include <string>
#include <string_view>

namespace fuzz {

// The JSON text with one of its values changed, left out or given twice, so that it stays JSON and the rules behind it are reached.
// Text that is no JSON comes back as it is.
std::string mutatedJson(std::string_view text, core::SeededRandom &random);

}  // namespace fuzz
