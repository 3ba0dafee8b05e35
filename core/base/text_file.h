#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace core {

// The bytes of a small file as they are. Refuses one that is larger than `limit` bytes before reading it.
Result<std::string> readTextFile(const std::filesystem::path &path, std::size_t limit);

// The same of a model's file, and refuses what a download may leave in its place, see core/base/mistaken_file.h.
Result<std::string> readModelTextFile(const std::filesystem::path &path, std::size_t limit);

// The text after a UTF-8 byte order mark, or all of it.
std::string_view withoutByteOrderMark(std::string_view text);

}  // namespace core
