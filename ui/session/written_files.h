#pragma once

#include "core/base/result.h"

#include <QString>

#include <filesystem>
#include <string>
#include <vector>

namespace ui {

// Replaces the file as a whole or leaves it alone. Refuses what is there and is no ordinary file. The error is one sentence that
// names the file.
core::Result<void> writeFile(const std::filesystem::path &path, const std::string &bytes);

// Whether a file could be written there, as far as that can be told without writing: the same refusal.
core::Result<void> checkPlace(const std::filesystem::path &path);

struct FileContent {
    std::filesystem::path path;
    std::string bytes;
};

// The same for files that belong together: none is touched where one of them cannot be written.
core::Result<void> writeFiles(const std::vector<FileContent> &files);

// As writeFile(). Gives the problem, or nothing.
QString saveText(const std::string &text, const QString &path);

}  // namespace ui
