#pragma once

#include <QString>

#include <optional>
#include <vector>

namespace ui {

// How well a few letters stand for a text.
struct FuzzyMatch {
    int score = 0;            // the higher the better
    std::vector<int> places;  // of the letters in the text, rising

    bool operator==(const FuzzyMatch &) const = default;
};

// Where the pattern's letters, whatever their case and without its blanks, stand in the text in their order; the best of such places:
// letters beside each other and at the beginning of words. None where the text lacks one. An empty pattern is in every text.
std::optional<FuzzyMatch> fuzzyMatch(const QString &pattern, const QString &text);

}  // namespace ui
