#pragma once

// The classes of characters that BERT's tokenizer tells apart. They are BERT's own, not Unicode's: a dollar sign is
// punctuation, a tab is not a control character, and Hangul and kana are not CJK.

namespace core {

// Removed before anything else: NUL, U+FFFD, and control, format, private-use and surrogate characters. Unassigned ones stay, as in
// Hugging Face's tokenizers; the original BERT drops those that its Unicode did not know yet.
bool isDropped(char32_t character);

bool isWhiteSpace(char32_t character);

// All ASCII characters that are neither letters nor digits nor white space, and Unicode's punctuation (P*).
bool isPunctuation(char32_t character);

bool isCjkIdeograph(char32_t character);

// What accent stripping removes: Unicode's non-spacing marks (Mn).
bool isAccent(char32_t character);

}  // namespace core
