#pragma once

#include <optional>
#include <string>
#include <vector>

namespace core {

// A word of one text and its equal in the other, or a word that stands alone.
struct AlignedWords {
    std::optional<int> first;
    std::optional<int> second;

    bool operator==(const AlignedWords &) const = default;
};

// Every word of both texts once and in order, with as few as possible alone: the edit distance where words come and go but none turns
// into another. Words are equal by their letters, whatever the case.
std::vector<AlignedWords> alignWords(const std::vector<std::string> &first, const std::vector<std::string> &second);

}  // namespace core
