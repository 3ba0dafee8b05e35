#pragma once

#include "core/base/result.h"
#include "core/text/text_normalizer.h"
#include "core/text/tokenizer.h"
#include "core/text/vocabulary.h"

#include <memory>
#include <string>
#include <vector>

namespace core {

struct WordPieceOptions {
    NormalizerOptions normalizer = {};
    bool addSpecialTokens = true;  // [CLS] before the text and [SEP] behind it
    std::string unknownPiece = "[UNK]";
    std::string continuationPrefix = "##";
    std::size_t longestWord = 100;  // characters; a longer word is unknown
    // Typed exactly so, these are one token and never cleaned up, lower-cased or divided. Those that the vocabulary
    // does not have are ordinary text.
    std::vector<std::string> keptWhole = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"};

    bool operator==(const WordPieceOptions &) const = default;
};

// BERT's tokenizer: the text is cleaned up, cut into words, and every word into the longest pieces of the vocabulary.
//
// A word is what stands between white space, further divided at punctuation and CJK ideographs. A special token the user
// typed is a word too; only the added [CLS] and [SEP] belong to none. Two pieces of one typed character, such as the
// parts of a Hangul syllable, share its bytes.
//
// Past the limit the rest of the text is still read, so that droppedTokens is exact, but nothing is stored: a text costs
// the time of reading it and the memory of the tokens that fit. Where only one token fits it is [CLS].
//
// An Error where the vocabulary lacks the unknown piece, or [CLS] or [SEP] though they are to be added.
Result<std::shared_ptr<const Tokenizer>> makeWordPiece(Vocabulary vocabulary, WordPieceOptions options = {});

}  // namespace core
