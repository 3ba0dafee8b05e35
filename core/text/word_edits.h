#pragma once

#include "core/text/typed_words.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// The functions below give the text with one word changed, and everything else as it was typed.

std::string withReplacedWord(std::string_view text, const TypedWord &word, std::string_view replacement);

// The space that set the word apart goes with it.
std::string withoutWord(std::string_view text, const TypedWord &word);

// The word is then the one numbered `to`. It stands between spaces, wherever it stood.
std::string withMovedWord(std::string_view text, const std::vector<TypedWord> &words, std::size_t from, std::size_t to);

// "not good" of "good", and back: puts "not" before the word, or takes it away where it stands there or is the word.
struct NegatedText {
    std::string text;
    bool isNegated = false;  // a "not" came; else it went
    std::size_t word = 0;    // where the word is now; the one behind where it was the "not" itself that went
};
NegatedText withToggledNegation(std::string_view text, const std::vector<TypedWord> &words, std::size_t word);

}  // namespace core
