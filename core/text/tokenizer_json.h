#pragma once

#include "core/base/result.h"
#include "core/text/vocabulary.h"
#include "core/text/word_piece.h"

#include <string_view>

namespace core {

// All that makeWordPiece takes.
struct WordPieceDefinition {
    Vocabulary vocabulary;
    WordPieceOptions options;
};

// Reads Hugging Face's tokenizer.json where it describes a BERT tokenizer: a WordPiece model behind a BertNormalizer and a
// BertPreTokenizer. Anything else is refused by name. Truncation, padding, post-processor and decoder are left unread:
// the length limit and the frame of special tokens are the model's affair here.
//
// Added tokens are matched as they are spelled, those that Hugging Face would look for in the normalized text too.
Result<WordPieceDefinition> parseTokenizerJson(std::string_view json);

}  // namespace core
