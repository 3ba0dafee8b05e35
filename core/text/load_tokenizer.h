#pragma once

#include "core/base/result.h"
#include "core/text/tokenizer.h"
#include "core/text/tokenizer_family.h"

#include <filesystem>
#include <memory>

namespace core {

// Reads the tokenizer of a model folder from all its files, with Hugging Face's precedence: tokenizer.json before the vocabulary of the
// family (vocab.txt; vocab.json and merges.txt; a .model of SentencePiece); what tokenizer_config.json says about case, accents,
// ideographs, the space before a text and added tokens before what tokenizer.json says; special_tokens_map.json and
// added_tokens.json where tokenizer_config.json does not list the added tokens. Special tokens stand around a text where
// `addSpecialTokensByDefault`, unless tokenizer_config.json says otherwise.
//
// A vocabulary of more than `vocabularySize` pieces is refused: its ids would leave the model's embedding table.
Result<std::shared_ptr<const Tokenizer>> loadTokenizer(const std::filesystem::path &modelDirectory,
                                                       bool addSpecialTokensByDefault, int vocabularySize,
                                                       TokenizerFamily family = TokenizerFamily::Bert);

}  // namespace core
