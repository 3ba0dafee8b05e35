#include "core/text/files/tokenizer_config.h"

#include "core/base/json.h"
#include "core/base/message_text.h"
#include "core/text/files/added_token_json.h"
#include "core/text/files/component_json.h"
#include "core/text/files/piece_table.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace core {

namespace {

using Json = nlohmann::json;

struct ConfigField {
    const char *name;
    std::optional<bool> TokenizerConfig::*member;
};

constexpr std::array configFields = {ConfigField{"do_lower_case", &TokenizerConfig::doLowerCase},
                                     ConfigField{"strip_accents", &TokenizerConfig::stripAccents},
                                     ConfigField{"tokenize_chinese_chars", &TokenizerConfig::tokenizeChineseChars},
                                     ConfigField{"keep_accents", &TokenizerConfig::keepAccents},
                                     ConfigField{"add_prefix_space", &TokenizerConfig::addPrefixSpace},
                                     ConfigField{"add_special_tokens", &TokenizerConfig::addSpecialTokens},
                                     ConfigField{"add_bos_token", &TokenizerConfig::addBosToken}};

constexpr std::array roleNames = {"bos_token", "eos_token", "unk_token", "sep_token",
                                  "pad_token", "cls_token", "mask_token"};

Result<Json> parseObject(std::string_view json)
{
    auto object = parseJson(json, {.acceptsNonFinite = true});
    if (object && !object->is_object())
        return badInput(fmt::format("the file holds {}, expected a JSON object", shownValue(*object)));
    return object;
}

Result<void> readRoles(const Json &file, TokenizerConfig &config)
{
    for (const char *role : roleNames) {
        if (memberOf(file, role).is_null())
            continue;
        auto token = readSpecialToken(memberOf(file, role));
        if (!token)
            return inContext(quotedText(role), token.error());
        config.roles.emplace(role, *std::move(token));
    }
    for (const char *list : {"additional_special_tokens", "extra_special_tokens"}) {
        const Json &further = memberOf(file, list);
        if (!further.is_array())  // newer files have an object of further roles, which nothing here plays
            continue;
        for (const Json &entry : further) {
            auto token = readSpecialToken(entry);
            if (!token)
                return inContext(quotedText(list), token.error());
            config.furtherSpecialTokens.push_back(*std::move(token));
        }
    }
    return {};
}

// The code that "auto_map" names comes before the class.
std::string classNamed(const Json &file)
{
    const Json &own = memberOf(memberOf(file, "auto_map"), "AutoTokenizer");
    for (const Json &name : own.is_array() ? own : Json::array({own})) {
        if (name.is_string())
            return name.get<std::string>();
    }
    const Json &name = memberOf(file, "tokenizer_class");
    return name.is_string() ? name.get<std::string>() : std::string();
}

// {"0": {"content": "[PAD]", ...}, ...}
Result<std::vector<AddedToken>> readDecoder(const Json &decoder)
{
    if (!decoder.is_object())
        return badInput(
            fmt::format("\"added_tokens_decoder\" is {}, expected an object of ids and tokens", shownValue(decoder)));
    std::vector<AddedToken> tokens;
    for (const auto &[name, entry] : decoder.items()) {
        unsigned int id = 0;
        const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), id);
        if (error != std::errc() || end != name.data() + name.size())
            return badInput(
                fmt::format("\"added_tokens_decoder\" has the id {}, expected a whole number", quotedText(name)));
        auto token = readAddedToken(entry, Json(id));
        if (!token)
            return token.error();
        tokens.push_back(*std::move(token));
    }
    std::ranges::sort(tokens, {}, &AddedToken::id);
    return tokens;
}

}  // namespace

Result<TokenizerConfig> parseTokenizerConfig(std::string_view json)
{
    const auto object = parseObject(json);
    if (!object)
        return object.error();
    TokenizerConfig config;
    for (const auto &[name, member] : configFields) {
        const auto flag = flagIn(*object, name);
        if (!flag)
            return flag.error();
        config.*member = *flag;
    }
    config.tokenizerClass = classNamed(*object);
    if (const auto read = readRoles(*object, config); !read)
        return read.error();
    if (const Json &decoder = memberOf(*object, "added_tokens_decoder"); !decoder.is_null()) {
        auto tokens = readDecoder(decoder);
        if (!tokens)
            return tokens.error();
        config.addedTokensDecoder = *std::move(tokens);
    }
    return config;
}

Result<TokenizerConfig> parseSpecialTokensMap(std::string_view json)
{
    const auto object = parseObject(json);
    if (!object)
        return object.error();
    TokenizerConfig config;
    if (const auto read = readRoles(*object, config); !read)
        return read.error();
    return config;
}

Result<std::vector<AddedToken>> parseAddedTokens(std::string_view json)
{
    const auto object = parseObject(json);
    if (!object)
        return object.error();
    std::vector<AddedToken> tokens;
    for (const auto &[content, id] : object->items()) {
        const auto number = readTokenId(content, id);
        if (!number)
            return number.error();
        if (content.empty())
            return badInput("an added token is \"\", expected a text that is not empty");
        tokens.push_back({.content = content, .id = *number});
    }
    std::ranges::sort(tokens, {}, &AddedToken::id);
    return tokens;
}

}  // namespace core
