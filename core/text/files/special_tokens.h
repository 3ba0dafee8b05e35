#pragma once

#include "core/base/result.h"
#include "core/text/files/tokenizer_config.h"
#include "core/text/files/tokenizer_definition.h"
#include "core/text/tokenizer_family.h"

#include <vector>

namespace core {

// The roles that Hugging Face's class of a family gives its tokens, with their flags.
TokenRoles rolesOf(TokenizerFamily family);

// What the files beside the vocabulary say about tokens.
struct SpecialTokenFiles {
    TokenizerConfig config;  // tokenizer_config.json
    TokenRoles mappedRoles;  // special_tokens_map.json
    std::vector<AddedToken> furtherMapped;
    std::vector<AddedToken> addedTokens;  // added_tokens.json
};

// Who plays a role: the configuration's token before the family's, and before both that of special_tokens_map.json, which counts where the
// configuration does not list all added tokens, as in Hugging Face's.
TokenRoles rolesIn(const SpecialTokenFiles &files, TokenizerFamily family);

// Adds to the definition what the files add: tokens that are listed come with their flags and ids, even in the place of what a
// tokenizer.json says of them; those that play a role are found in the text if the vocabulary has them. A further special token that
// nothing gives an id gets the next one; the ids have to stay below `vocabularySize`.
Result<void> addSpecialTokens(const SpecialTokenFiles &files, TokenizerFamily family, int vocabularySize,
                              TokenizerDefinition &definition);

}  // namespace core
