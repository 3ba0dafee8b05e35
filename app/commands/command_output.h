#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <iosfwd>
#include <string>
#include <vector>

namespace app {

// The one line that every failure is: "attnscope: " and the message, whatever names from files stand in it.
void printError(const core::Error &error, std::ostream &errors);

// One line about an answer that stands, "attnscope: note: " and the parts between semicolons; nothing where all are empty.
void printNote(const std::vector<std::string> &parts, std::ostream &errors);

// Replaces the file as a whole or leaves it alone. Refuses what is there and is no ordinary file. The error is one sentence that
// names the file.
core::Result<void> writeFile(const std::filesystem::path &path, const std::string &bytes);

struct FileContent {
    std::filesystem::path path;
    std::string bytes;
};

// The same for files that belong together: none is touched where one of them cannot be written.
core::Result<void> writeFiles(const std::vector<FileContent> &files);

}  // namespace app
