#pragma once

#include "core/base/error.h"

#include <optional>
#include <string_view>

namespace core {

// What a failed or half-finished download leaves in place of a model's file, told by how it begins: a Git LFS pointer, a web page.
std::optional<Error> mistakenFile(std::string_view beginning);

}  // namespace core
