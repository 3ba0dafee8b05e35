#pragma once

#include "core/base/result.h"
#include "core/text/files/special_tokens.h"
#include "core/text/files/tokenizer_definition.h"
#include "core/text/tokenizer_family.h"

#include <string_view>

namespace core {

// What a family's tokenizer is where the folder has its vocabulary but no tokenizer.json, as Hugging Face makes one of it.

// Of vocab.txt.
Result<TokenizerDefinition> wordPieceDefinition(std::string_view vocabulary, const SpecialTokenFiles &files);

// Of vocab.json and merges.txt.
Result<TokenizerDefinition> bytePairDefinition(std::string_view vocabulary, std::string_view merges,
                                               const SpecialTokenFiles &files);

// Of a .model file of SentencePiece.
Result<TokenizerDefinition> sentencePieceDefinition(std::string_view bytes, TokenizerFamily family,
                                                    const SpecialTokenFiles &files);

// What the family puts around a text, as a post-processor; null for nothing. An Error where the vocabulary lacks a token of it.
Result<nlohmann::json> familyFrame(TokenizerFamily family, const SpecialTokenFiles &files, const Vocabulary &vocabulary);

// Changes the parts of a tokenizer.json that the configuration has a say in: BertNormalizer's options, the space before a text.
void applyConfiguration(const TokenizerConfig &config, TokenizerDefinition &definition);

}  // namespace core
