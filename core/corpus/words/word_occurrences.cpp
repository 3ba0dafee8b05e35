#include "core/corpus/words/word_occurrences.h"

namespace core {

void WordGathering::add(std::size_t text, const MeasuredWords &measured, std::string_view only)
{
    m_gathered.predictions[text] = measured.prediction;
    ++m_gathered.texts;
    m_gathered.cutTexts += measured.isCut ? 1 : 0;
    for (std::size_t position = 0; position < measured.words.size(); ++position) {
        if (!only.empty() && measured.words[position] != only)
            continue;
        m_gathered.occurrences.push_back({.text = static_cast<std::uint32_t>(text),
                                          .position = static_cast<std::uint32_t>(position),
                                          .word = indexOf(measured.words[position]),
                                          .importance = measured.importance[position]});
    }
}

std::uint32_t WordGathering::indexOf(const std::string &word)
{
    const auto [known, isNew] = m_indices.emplace(word, static_cast<std::uint32_t>(m_gathered.words.size()));
    if (isNew)
        m_gathered.words.push_back(word);
    return known->second;
}

}  // namespace core
