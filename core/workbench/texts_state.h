#pragma once

#include "core/workbench/file_choice.h"

#include <string>

namespace core {

// The columns that the list is sorted by.
enum class TextsOrder { Number, Label, Answer, Probability, Loss, Text };

// The list of a file's texts, with what the model says of each.
struct TextsState {
    FileChoice texts;
    std::string search;      // those that hold these words, in any case; empty: all
    bool wrongOnly = false;  // those whose prediction is not their label
    TextsOrder order = TextsOrder::Number;
    bool isDescending = false;

    bool operator==(const TextsState &) const = default;
};

}  // namespace core
