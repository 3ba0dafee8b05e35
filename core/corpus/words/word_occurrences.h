#pragma once

#include "core/corpus/words/measured_words.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace core {

// One word of one text. Kept small, as a corpus has millions: words and texts are indices.
struct WordOccurrence {
    std::uint32_t text = 0;      // place of the text among those of the file, from 0
    std::uint32_t position = 0;  // of the word in the text, from 0
    std::uint32_t word = 0;      // in WordOccurrences::words
    float importance = 0;        // NaN where it is not defined
};

// Every word of the texts that were gone through, in their order.
struct WordOccurrences {
    std::vector<std::string> words;  // each once, in the order in which they come
    std::vector<WordOccurrence> occurrences;
    std::vector<int> predictions;  // of every text of the file; noClass for those not gone through, and where there is none
    std::size_t texts = 0;         // gone through
    std::size_t cutTexts = 0;      // of these
};

// Puts them together, one text after the other.
class WordGathering
{
public:
    explicit WordGathering(std::size_t allTexts) { m_gathered.predictions.assign(allTexts, noClass); }

    // `only`: nothing but the occurrences of this word; empty for all.
    void add(std::size_t text, const MeasuredWords &measured, std::string_view only = {});
    const WordOccurrences &gathered() const { return m_gathered; }

private:
    std::uint32_t indexOf(const std::string &word);

    WordOccurrences m_gathered;
    std::unordered_map<std::string, std::uint32_t> m_indices;
};

}  // namespace core
