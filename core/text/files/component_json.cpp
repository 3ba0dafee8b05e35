#include "core/text/files/component_json.h"

#include "core/base/message_text.h"
#include "core/base/utf8.h"

#include <fmt/core.h>

#include <algorithm>

namespace core {

using Json = nlohmann::json;

const Json &memberOf(const Json &object, const char *name)
{
    static const Json absent;
    if (!object.is_object())
        return absent;
    const auto member = object.find(name);
    return member == object.end() ? absent : *member;
}

Result<ComponentJson> ComponentJson::read(const Json &value, std::string what)
{
    if (!value.is_object())
        return badInput(fmt::format("the file gives {} for the {}, expected an object", shownValue(value), what));
    const Json &type = memberOf(value, "type");
    if (!type.is_string())
        return badInput(fmt::format("the type of the {} is {}, expected a name", what, shownValue(type)));
    return ComponentJson(value, std::move(what), type.get<std::string>());
}

const Json &ComponentJson::member(const char *name) const
{
    return memberOf(*m_value, name);
}

Result<void> ComponentJson::allow(std::initializer_list<std::string_view> names) const
{
    for (const auto &[name, value] : m_value->items()) {
        if (name != "type" && std::ranges::find(names, name) == names.end()) {
            return badInput(
                fmt::format("the option {} of the {} {} is not supported", quotedText(name), m_what, quotedText(m_type)));
        }
    }
    return {};
}

Result<bool> ComponentJson::flag(const char *name, bool defaultValue) const
{
    const auto value = flagIn(*m_value, name);
    if (!value)
        return value.error();
    return value->value_or(defaultValue);
}

Result<std::string> ComponentJson::text(const char *name, const std::string &defaultText) const
{
    const Json &value = member(name);
    if (value.is_null())
        return defaultText;
    if (!value.is_string())
        return badInput(fmt::format("{} is {}, expected a text", quotedText(name), shownValue(value)));
    return value.get<std::string>();
}

Result<std::size_t> ComponentJson::number(const char *name, std::size_t defaultNumber, std::size_t largest) const
{
    const Json &value = member(name);
    if (value.is_null())
        return defaultNumber;
    if (!value.is_number_unsigned() || value.get<std::size_t>() > largest) {
        return badInput(
            fmt::format("{} is {}, expected a whole number from 0 to {}", quotedText(name), shownValue(value), largest));
    }
    return value.get<std::size_t>();
}

Result<char32_t> ComponentJson::character(const char *name, std::optional<char32_t> defaultCharacter) const
{
    const Json &value = member(name);
    if (value.is_null() && defaultCharacter)
        return *defaultCharacter;
    std::size_t end = 0;
    if (value.is_string() && !value.get_ref<const std::string &>().empty()) {
        const auto &text = value.get_ref<const std::string &>();
        const char32_t character = readUtf8(text, end);
        if (end == text.size())
            return character;
    }
    return badInput(fmt::format("{} is {}, expected one character", quotedText(name), shownValue(value)));
}

Result<std::vector<Json>> ComponentJson::list(const char *name) const
{
    const Json &value = member(name);
    if (!value.is_array())
        return badInput(fmt::format("{} is {}, expected a list", quotedText(name), shownValue(value)));
    constexpr std::size_t longest = 1000;  // what is in it acts on every text
    if (value.size() > longest)
        return badInput(fmt::format("{} has {} entries, expected at most {}", quotedText(name), value.size(), longest));
    return std::vector<Json>(value.begin(), value.end());
}

Error ComponentJson::unsupported() const
{
    return badInput(fmt::format("the {} {} is not supported", m_what, quotedText(m_type)));
}

Error ComponentJson::fault(const std::string &message) const
{
    return badInput(fmt::format("the {} {}: {}", m_what, quotedText(m_type), message));
}

}  // namespace core
