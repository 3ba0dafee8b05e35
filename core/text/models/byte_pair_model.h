#pragma once

#include "core/base/result.h"
#include "core/text/models/subword_model.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace core {

struct BytePairDefinition {
    Vocabulary vocabulary;
    std::vector<std::pair<std::string, std::string>> merges;  // the first ones first
    std::optional<std::string> unknownPiece = {};             // without it, what the vocabulary cannot spell is left out
    std::string continuationPrefix = {};                      // in front of a character that does not begin a word
    std::string wordSuffix = {};                              // behind the character that ends one
    bool fusesUnknown = false;                                // neighbors that are unknown are one piece
    bool fallsBackToBytes = false;
    bool ignoresMerges = false;  // a word that is a piece is that piece, whatever its merges make of it
};

// Byte-pair encoding: characters, of which pairs are merged in the order of the list as long as one can be. Refuses merges of pieces
// that the vocabulary lacks.
Result<std::shared_ptr<const SubwordModel>> makeBytePairModel(BytePairDefinition definition);

}  // namespace core
