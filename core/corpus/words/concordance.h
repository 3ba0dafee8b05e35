#pragma once

#include "core/corpus/words/measured_words.h"

#include <cstddef>
#include <cstdint>
#include <functional>
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

// Of the word at a position of the text, with at most so many words on each side; empty where the text has no such word.
WordContext wordContext(const LoadedModel &model, std::string_view text, std::size_t position,
                        std::size_t wordsEachSide = 8);

// The texts that have the word, by their places; the word is read as the tokenizer reads it. Texts are only tokenized where their letters
// do not rule it out, so that a hundred thousand take some tens of milliseconds. A stop gives those found until then.
std::vector<std::size_t> textsWithWord(const LoadedModel &model, std::span<const std::string> texts, std::string_view word,
                                       const StopToken &stop);

struct ConcordanceRow {
    std::size_t text = 0;
    std::uint32_t position = 0;  // of the word in the text
    WordContext context;
    float importance = 0;  // NaN where it is not defined
    int prediction = noClass;
};

// Hears of rows as they come, from the thread that runs the concordance.
using ConcordanceListener = std::function<void(std::span<const ConcordanceRow> rows)>;

// Every occurrence of the word in the order of the texts; only the texts that have it are run, a few at a time over all cores. Gives how
// many texts were run; a stop ends it between two of them. Fails as measuredWords() does.
Result<std::size_t> concordance(const LoadedModel &model, std::span<const std::string> texts, std::string_view word,
                                const WordMeasure &measure, const ConcordanceListener &listener, const StopToken &stop);

}  // namespace core
