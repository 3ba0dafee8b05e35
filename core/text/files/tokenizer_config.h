#pragma once

#include "core/base/result.h"
#include "core/text/pipeline/added_tokens.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// What special tokens are for: "mask_token" to the token, as Hugging Face calls the roles.
using TokenRoles = std::map<std::string, AddedToken>;

// What tokenizer_config.json says; unset where it says nothing. Other members are ignored.
struct TokenizerConfig {
    std::optional<bool> doLowerCase = {};
    std::optional<bool> stripAccents = {};
    std::optional<bool> tokenizeChineseChars = {};
    std::optional<bool> keepAccents = {};  // ALBERT's opposite of strip_accents
    std::optional<bool> addPrefixSpace = {};
    std::optional<bool> addSpecialTokens = {};
    std::optional<bool> addBosToken = {};
    std::string tokenizerClass = {};  // empty where it names none
    TokenRoles roles = {};
    std::vector<AddedToken> furtherSpecialTokens = {};               // their ids are 0
    std::optional<std::vector<AddedToken>> addedTokensDecoder = {};  // all added tokens with their ids

    bool operator==(const TokenizerConfig &) const = default;
};

Result<TokenizerConfig> parseTokenizerConfig(std::string_view json);

// special_tokens_map.json: roles and further special tokens alone.
Result<TokenizerConfig> parseSpecialTokensMap(std::string_view json);

// added_tokens.json: {"token": id, ...}, in the order of their ids. Neither says more about them than that.
Result<std::vector<AddedToken>> parseAddedTokens(std::string_view json);

}  // namespace core
