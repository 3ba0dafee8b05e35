#pragma once

#include "core/base/result.h"
#include "core/text/files/json_value.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// One part of a tokenizer.json: an object with a "type" and options. Every member has to be one that is understood, as an option that
// is skipped would change the tokens unseen.
class ComponentJson
{
public:
    // `what` is what messages call it: "normalizer".
    static Result<ComponentJson> read(const nlohmann::json &value, std::string what);

    const std::string &type() const { return m_type; }
    const std::string &what() const { return m_what; }

    // null where there is no such member.
    const nlohmann::json &member(const char *name) const;

    // An Error naming the first member, besides "type", that is not among `names`.
    Result<void> allow(std::initializer_list<std::string_view> names) const;

    // The default where there is no such member, or null.
    Result<bool> flag(const char *name, bool defaultValue) const;
    Result<std::string> text(const char *name, const std::string &defaultText) const;
    Result<std::size_t> number(const char *name, std::size_t defaultNumber, std::size_t largest) const;
    // A text of one character.
    Result<char32_t> character(const char *name, std::optional<char32_t> defaultCharacter = {}) const;
    // A list that has to be there.
    Result<std::vector<nlohmann::json>> list(const char *name) const;

    // "the normalizer "NFX" is not supported"
    Error unsupported() const;
    // "the normalizer "Strip": ..."
    Error fault(const std::string &message) const;

private:
    ComponentJson(const nlohmann::json &value, std::string what, std::string type)
        : m_value(&value), m_what(std::move(what)), m_type(std::move(type))
    {
    }

    const nlohmann::json *m_value;
    std::string m_what;
    std::string m_type;
};

// null where `object` is no object or has no such member.
const nlohmann::json &memberOf(const nlohmann::json &object, const char *name);

}  // namespace core
