#include "core/text/tokenizer_config.h"

#include "core/base/json.h"
#include "core/text/json_value.h"
#include "core/text/word_piece.h"

#include <fmt/core.h>

#include <array>

namespace core {

namespace {

struct ConfigField {
    const char *name;
    std::optional<bool> TokenizerConfig::*member;
};

constexpr std::array configFields = {ConfigField{"do_lower_case", &TokenizerConfig::doLowerCase},
                                     ConfigField{"strip_accents", &TokenizerConfig::stripAccents},
                                     ConfigField{"tokenize_chinese_chars", &TokenizerConfig::tokenizeChineseChars},
                                     ConfigField{"add_special_tokens", &TokenizerConfig::addSpecialTokens}};

}  // namespace

Result<TokenizerConfig> parseTokenizerConfig(std::string_view json)
{
    const auto object = parseJson(json, {.acceptsNonFinite = true});
    if (!object)
        return object.error();
    if (!object->is_object())
        return badInput(fmt::format("the file holds {}, expected a JSON object", shownValue(*object)));
    TokenizerConfig config;
    for (const auto &[name, member] : configFields) {
        const auto flag = flagIn(*object, name);
        if (!flag)
            return flag.error();
        config.*member = *flag;
    }
    return config;
}

void applyTokenizerConfig(const TokenizerConfig &config, WordPieceOptions &options)
{
    NormalizerOptions &normalizer = options.normalizer;
    normalizer.doLowerCase = config.doLowerCase.value_or(normalizer.doLowerCase);
    if (config.stripAccents)
        normalizer.stripAccents = config.stripAccents;
    normalizer.tokenizeChineseChars = config.tokenizeChineseChars.value_or(normalizer.tokenizeChineseChars);
    options.addSpecialTokens = config.addSpecialTokens.value_or(options.addSpecialTokens);
}

}  // namespace core
