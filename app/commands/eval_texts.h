#pragma once

#include "app/command_line.h"
#include "core/corpus/evaluation/head_evaluation.h"

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

namespace app {

struct ValuedTexts {
    std::vector<core::ValuedText> texts;
    std::vector<std::string> notes;  // on how the file was read
};

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

// The labeled texts of --data, as far as --limit has them, for a regression: labels are numbers.
core::Result<ValuedTexts> valuedTexts(const CommandLine &line);

}  // namespace app
