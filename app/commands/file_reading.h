#pragma once

#include "app/command_line.h"
#include "core/corpus/texts/text_table.h"

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

namespace app {

// The texts of --data, as far as --limit has them.
core::TextFile dataOf(const CommandLine &line);

// What is said below the figures about the texts they are of.
struct FileReading {
    std::string labelsReadAs{};  // empty where labels have one reading
    const std::vector<std::string> &notes;
    std::size_t texts = 0;
    std::size_t cutTexts = 0;
    std::size_t tokenLimit = 0;
};

constexpr int narrowNames = 9;  // how far the names of what is printed reach

// "labels", "file" and "cut", a line each where there is something to say.
void printReading(const FileReading &reading, int nameWidth, std::ostream &out);

}  // namespace app
