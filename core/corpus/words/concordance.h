#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/model/loaded_model.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// A word with what stands around it, as it was typed.
struct WordContext {
    std::string left;
    std::string word;
    std::string right;
};

// Of the word at a position of a text that the tokenizer reads to its end, with at most so many words on each side; empty where the text has no such word.
WordContext wordContext(const LoadedModel &model, std::string_view text, std::size_t position,
                        std::size_t wordsEachSide = 8);

// The texts that have the word, by their places; the word is read as the tokenizer reads it. Texts are only tokenized where their letters
// do not rule it out, and over all cores, so that a hundred thousand take some tens of milliseconds. A stop gives those found until then. Fails where the tokenizer cannot read one of them to its end.
Result<std::vector<std::size_t>> textsWithWord(const LoadedModel &model, std::span<const std::string> texts,
                                               std::string_view word, const StopToken &stop);

}  // namespace core
