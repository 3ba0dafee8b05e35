#pragma once

#include "core/text/models/byte_pair_model.h"
#include "core/text/models/unigram_model.h"
#include "core/text/models/word_piece_model.h"
#include "core/text/pipeline/added_tokens.h"
#include "core/text/tokenizer.h"

#include <nlohmann/json.hpp>

#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace core {

using ModelDefinition = std::variant<WordPieceDefinition, BytePairDefinition, UnigramDefinition, WordLevelDefinition>;

const Vocabulary &vocabularyOf(const ModelDefinition &model);

// What the files of a folder come to, in the terms of a tokenizer.json, whichever files they are.
struct TokenizerDefinition {
    nlohmann::json normalizer = {};  // null: none
    nlohmann::json preTokenizer = {};
    nlohmann::json postProcessor = {};
    ModelDefinition model;
    std::vector<AddedToken> addedTokens = {};
    std::map<std::string, std::string> roles = {};  // "mask_token" to "[MASK]"
};

// Refuses what is not understood, by its name.
Result<std::shared_ptr<const Tokenizer>> makeTokenizer(TokenizerDefinition definition);

}  // namespace core
