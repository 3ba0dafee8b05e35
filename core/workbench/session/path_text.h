#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace core {

// A path as UTF-8 text: %XX stands for a byte of a name that is not UTF-8, and %25 for a percent sign.
std::string escapedPath(const std::filesystem::path &path);

// Nothing where a percent sign does not begin the two digits of a byte, or the byte is 0.
std::optional<std::filesystem::path> unescapedPath(std::string_view text);

}  // namespace core
