#include "core/text/files/tokenizer_json.h"

#include "core/base/json.h"
#include "core/base/message_text.h"
#include "core/text/files/added_token_json.h"
#include "core/text/files/component_json.h"
#include "core/text/files/model_json.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace core {

namespace {

using Json = nlohmann::json;

constexpr std::array knownParts = {"version",       "truncation",     "padding", "added_tokens", "normalizer",
                                   "pre_tokenizer", "post_processor", "decoder", "model"};

Result<void> checkParts(const Json &file)
{
    if (!file.is_object())
        return badInput(fmt::format("the file holds {}, expected a JSON object", shownValue(file)));
    for (const auto &[name, part] : file.items()) {
        if (std::ranges::find(knownParts, name) == knownParts.end())
            return badInput(fmt::format("the part {} of the tokenizer is not supported", quotedText(name)));
    }
    return {};
}

Result<std::vector<AddedToken>> readAddedTokens(const Json &list)
{
    std::vector<AddedToken> tokens;
    if (!list.is_array() && !list.is_null())
        return badInput(fmt::format("\"added_tokens\" is {}, expected a list", shownValue(list)));
    for (const Json &entry : list) {
        auto token = readAddedToken(entry, memberOf(entry, "id"));
        if (!token)
            return token.error();
        tokens.push_back(*std::move(token));
    }
    return tokens;
}

}  // namespace

Result<TokenizerDefinition> parseTokenizerJson(std::string_view json)
{
    const auto parsed = parseJson(json, {.acceptsNonFinite = true});
    if (!parsed)
        return parsed.error();
    const Json &file = *parsed;
    if (const auto checked = checkParts(file); !checked)
        return checked.error();
    auto model = readModel(memberOf(file, "model"));
    if (!model)
        return model.error();
    auto addedTokens = readAddedTokens(memberOf(file, "added_tokens"));
    if (!addedTokens)
        return addedTokens.error();
    return TokenizerDefinition{.normalizer = memberOf(file, "normalizer"),
                               .preTokenizer = memberOf(file, "pre_tokenizer"),
                               .postProcessor = memberOf(file, "post_processor"),
                               .model = *std::move(model),
                               .addedTokens = *std::move(addedTokens)};
}

}  // namespace core
