#pragma once

#include "app/command_line.h"
#include "core/pipeline/head_evaluation.h"

#include <string>
#include <vector>

namespace app {

struct ValuedTexts {
    std::vector<core::ValuedText> texts;
    std::vector<std::string> notes;  // on how the file was read
};

// The labelled texts of --data, as far as --limit has them, for a regression: labels are numbers.
core::Result<ValuedTexts> valuedTexts(const CommandLine &line);

}  // namespace app
