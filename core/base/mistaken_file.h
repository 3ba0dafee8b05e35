#pragma once

#include "core/base/error.h"

#include <filesystem>
#include <optional>
#include <string_view>

namespace core {

// What a failed or half-finished download leaves in place of a model's file, told by how it begins: a Git LFS pointer, a web page.
std::optional<Error> mistakenFile(std::string_view beginning);

// Where the file of a model at `path` is there but empty: what to do about it.
std::optional<Error> emptyModelFile(const std::filesystem::path &path);

}  // namespace core
