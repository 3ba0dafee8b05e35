#pragma once

#include "core/corpus/texts/text_layout.h"

#include <optional>
#include <string>
#include <vector>

namespace core {

// Where the texts and the labels of a file are.
struct TextColumns {
    std::size_t text = 0;
    std::optional<std::size_t> label;
    std::string noLabel;  // why there are none, one sentence
    std::string note;     // how they were found, or empty
};

// By the choice, else by the heading, else the first of two columns holds texts and the second labels; of two columns that which is not
// chosen for one holds the other. Refuses more columns than that,
// listing them.
Result<TextColumns> textColumns(const TextLayout &layout, const ColumnChoice &choice);

}  // namespace core
