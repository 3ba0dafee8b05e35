#pragma once

#include "core/base/result.h"
#include "core/corpus/evaluation/head_texts.h"
#include "core/corpus/evaluation/held_out_mask.h"
#include "core/corpus/texts/text_table.h"
#include "core/model/loaded_model.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace core {

struct ListedText {
    std::string text;                  // UTF-8
    std::string label;                 // its class, labels or value; empty without one
    std::optional<double> value = {};  // of the label of a regression
};

// What there is to judge a model by: labeled texts; of a language model the parts of each paragraph, of which there may be none.
using ListedMaterial = std::variant<std::monostate, HeadTexts, std::vector<std::vector<MaskedPart>>>;

// A file as a model is asked about it.
struct ListedTexts {
    std::vector<ListedText> texts;  // at least one
    ListedMaterial material{};      // as many
    std::string labelsReadAs{};     // HeadTextsOfFile::labelsReadAs
    std::vector<std::string> notes{};
};

// Labels that do not fit the model are left out, and a note says why. Refuses, with a sentence, what cannot be read as texts.
Result<ListedTexts> readListedTexts(const LoadedModel &model, const TextFile &file);

}  // namespace core
