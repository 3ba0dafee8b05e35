#pragma once

#include <filesystem>

namespace core {

// Also by another spelling or a link, where the file is there already.
bool areOneFile(const std::filesystem::path &first, const std::filesystem::path &second);

}  // namespace core
