#pragma once

#include "core/model/loaded_model.h"

#include <string>
#include <string_view>
#include <vector>

namespace core {

// The words of a text as they were typed, to be written out with a word in the middle.
struct ContextWords {
    std::vector<std::string> words;
    std::vector<bool> glued;  // of each: it follows the one before without a space
};

// Of a text that the tokenizer reads to its end, as all have that a report is of.
ContextWords contextWords(const LoadedModel &model, std::string_view text);

}  // namespace core
