#pragma once

#include "core/base/result.h"

#include <optional>
#include <string_view>

namespace core {

struct WordPieceOptions;

// What tokenizer_config.json says about a BERT tokenizer; unset where it says nothing. Other members are ignored.
struct TokenizerConfig {
    std::optional<bool> doLowerCase = {};
    std::optional<bool> stripAccents = {};
    std::optional<bool> tokenizeChineseChars = {};
    std::optional<bool> addSpecialTokens = {};

    bool operator==(const TokenizerConfig &) const = default;
};

Result<TokenizerConfig> parseTokenizerConfig(std::string_view json);

// Changes the options that the file sets.
void applyTokenizerConfig(const TokenizerConfig &config, WordPieceOptions &options);

}  // namespace core
