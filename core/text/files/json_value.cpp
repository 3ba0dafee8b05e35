#include "core/text/files/json_value.h"

#include "core/base/json.h"
#include "core/base/message_text.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

namespace core {

std::string shownValue(const nlohmann::json &value)
{
    if (value.is_string())
        return quotedText(value.get_ref<const std::string &>());
    if (value.is_number())
        return numberText(value);
    return value.is_object() ? "an object" : value.is_array() ? "a list" : value.dump();
}

Result<std::optional<bool>> flagIn(const nlohmann::json &object, const char *name)
{
    const auto member = object.find(name);
    if (member == object.end() || member->is_null())
        return std::optional<bool>();
    if (!member->is_boolean())
        return badInput(fmt::format("{} is {}, expected true or false", quotedText(name), shownValue(*member)));
    return std::optional(member->get<bool>());
}

}  // namespace core
