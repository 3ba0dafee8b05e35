#pragma once

#include "core/base/error.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string_view>

namespace core {

// What a failed or half-finished download leaves in place of a model's file, told by how it begins: a Git LFS pointer, a web page.
std::optional<Error> mistakenFile(std::string_view beginning);

// A line of plain text in place of a file of another kind is what a server said, "Entry not found": no longer than this.
constexpr std::size_t longestAnswer = 512;
std::optional<Error> plainTextInsteadOf(std::string_view what, std::string_view content);

// The same in place of a file of JSON that holds an object.
std::optional<Error> answerInsteadOfJson(std::string_view content);

// Where the file of a model at `path` is there but empty: what to do about it.
std::optional<Error> emptyModelFile(const std::filesystem::path &path);

}  // namespace core
