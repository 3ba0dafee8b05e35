#include "core/text/files/added_token_json.h"

#include "core/text/files/component_json.h"
#include "core/text/files/piece_table.h"

#include <fmt/core.h>

#include <utility>

namespace core {

namespace {

using Json = nlohmann::json;

Result<void> readFlags(const Json &object, AddedToken &token)
{
    for (const auto &[name, member] :
         {std::pair{"single_word", &AddedToken::isSingleWord}, std::pair{"lstrip", &AddedToken::stripsLeft},
          std::pair{"rstrip", &AddedToken::stripsRight}, std::pair{"special", &AddedToken::isSpecial}}) {
        const auto flag = flagIn(object, name);
        if (!flag)
            return flag.error();
        token.*member = flag->value_or(token.*member);
    }
    const auto isNormalized = flagIn(object, "normalized");
    if (!isNormalized)
        return isNormalized.error();
    token.isNormalized = isNormalized->value_or(!token.isSpecial);
    return {};
}

Result<AddedToken> readToken(const Json &object, bool isSpecial)
{
    const Json &content = object.is_object() ? memberOf(object, "content") : object;
    if (!object.is_object() || !content.is_string() || content.get_ref<const std::string &>().empty())
        return badInput(fmt::format("an added token is {}, expected a text that is not empty", shownValue(content)));
    AddedToken token{.content = content.get<std::string>(), .id = {}, .isSpecial = isSpecial};
    if (const auto read = readFlags(object, token); !read)
        return read.error();
    return token;
}

}  // namespace

Result<AddedToken> readAddedToken(const Json &token, const Json &id)
{
    auto read = readToken(token, /*isSpecial=*/false);
    if (!read)
        return read.error();
    const auto number = readTokenId(read->content, id);
    if (!number)
        return number.error();
    read->id = *number;
    return read;
}

Result<AddedToken> readSpecialToken(const Json &token)
{
    if (!token.is_string() || token.get_ref<const std::string &>().empty())
        return readToken(token, /*isSpecial=*/true);
    return AddedToken{.content = token.get<std::string>(), .id = {}, .isNormalized = false, .isSpecial = true};
}

}  // namespace core
