#pragma once

#include "core/base/result.h"
#include "core/text/models/subword_model.h"

#include <memory>
#include <string>

namespace core {

struct WordPieceDefinition {
    Vocabulary vocabulary;
    std::string unknownPiece = "[UNK]";
    std::string continuationPrefix = "##";
    std::size_t longestWord = 100;  // characters; a longer word is unknown
};

// The longest piece that fits, from left to right; a word that cannot be spelled is unknown as a whole.
Result<std::shared_ptr<const SubwordModel>> makeWordPieceModel(WordPieceDefinition definition);

struct WordLevelDefinition {
    Vocabulary vocabulary;
    std::string unknownPiece = "<unk>";
};

// Every word is one piece, or unknown.
Result<std::shared_ptr<const SubwordModel>> makeWordLevelModel(WordLevelDefinition definition);

}  // namespace core
