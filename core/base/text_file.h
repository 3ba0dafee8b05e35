#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <string>

namespace core {

// The bytes of a small file as they are. Refuses one that is larger than `limit` bytes before reading it.
Result<std::string> readTextFile(const std::filesystem::path &path, std::size_t limit);

}  // namespace core
