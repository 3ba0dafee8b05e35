#pragma once

#include "core/base/result.h"
#include "core/text/pipeline/text_split.h"

#include <functional>
#include <string>
#include <vector>

namespace core {

// Divides a normalized text into what is cut into pieces by itself, and appends the parts. An Error only where a regular expression
// takes too long.
using PreTokenizer = std::function<Result<void>(AlignedText, std::vector<AlignedText> &)>;

PreTokenizer bertPreTokenizer();   // at blanks, punctuation marks by themselves
PreTokenizer wordPreTokenizer();   // words, and what stands between two words or blanks: \w+|[^\w\s]+
PreTokenizer blankPreTokenizer();  // at blanks
PreTokenizer punctuationPreTokenizer(DelimiterBehavior behavior);
PreTokenizer digitPreTokenizer(bool isEachAlone);
PreTokenizer delimiterPreTokenizer(char32_t delimiter);
PreTokenizer scriptPreTokenizer();  // where the script changes
PreTokenizer fixedLengthPreTokenizer(std::size_t characters);
// Parts are what the pattern matches, delimiters what it does not, where `isInverted`.
PreTokenizer patternPreTokenizer(TextPattern pattern, DelimiterBehavior behavior, bool isInverted);

struct ByteLevelOptions {
    bool addsPrefixSpace = true;
    bool usesExpression = true;  // GPT-2's, for words with the blank before them
};
PreTokenizer byteLevelPreTokenizer(const ByteLevelOptions &options);

enum class PrefixScheme {
    Always,
    First,  // only at the beginning of the typed text
    Never
};
struct MetaspaceOptions {
    char32_t replacement = U'\u2581';
    PrefixScheme prefix = PrefixScheme::Always;
    bool splits = true;
};
PreTokenizer metaspacePreTokenizer(const MetaspaceOptions &options);

PreTokenizer preTokenizerSequence(std::vector<PreTokenizer> preTokenizers);

}  // namespace core
