#pragma once

#include "core/workbench/file_choice.h"

#include <string>

namespace core {

// The list of a file's texts, with what the model says of each.
struct TextsState {
    FileChoice texts;
    std::string search;      // those that hold these words, in any case; empty: all
    bool wrongOnly = false;  // those whose prediction is not their label

    bool operator==(const TextsState &) const = default;
};

}  // namespace core
