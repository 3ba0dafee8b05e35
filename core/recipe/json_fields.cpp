#include "core/recipe/json_fields.h"

#include "core/base/message_text.h"
#include "core/base/number_text.h"

#include <algorithm>

namespace core {
namespace {

using Json = nlohmann::json;

constexpr int mostIndex = 1 << 20;  // of a layer, a head or a token

std::string listOf(std::initializer_list<std::string_view> words)
{
    std::string list;
    for (const std::string_view word : words)
        list += (list.empty() ? "\"" : ", \"") + std::string(word) + '"';
    return list;
}

std::optional<int> indexOf(const Json &json)
{
    if (!json.is_number_integer() || json < 0 || json > mostIndex)
        return std::nullopt;
    return json.get<int>();
}

}  // namespace

JsonFields::JsonFields(const Json &object, std::string place) : m_object(object), m_place(std::move(place))
{
    if (!object.is_object())
        refuse((m_place.empty() ? "the recipe" : m_place) + ": expected an object");
}

std::string JsonFields::placeOf(std::string_view name) const
{
    return m_place.empty() ? std::string(name) : m_place + '.' + std::string(name);
}

const Json *JsonFields::find(const char *name)
{
    m_known.insert(name);
    if (m_problem)
        return nullptr;
    const auto found = m_object.find(name);
    return found == m_object.end() ? nullptr : &*found;
}

void JsonFields::refuse(const char *name, std::string_view wanted)
{
    refuse(placeOf(name) + ": expected " + std::string(wanted));
}

void JsonFields::refuse(std::string message)
{
    if (!m_problem)
        m_problem = std::move(message);
}

std::optional<std::string> JsonFields::text(const char *name)
{
    const Json *json = find(name);
    if (!json)
        return std::nullopt;
    if (json->is_string())
        return json->get<std::string>();
    refuse(name, "a string");
    return std::nullopt;
}

std::optional<double> JsonFields::number(const char *name, double least, double most)
{
    const Json *json = find(name);
    if (!json)
        return std::nullopt;
    if (json->is_number() && *json >= least && *json <= most)
        return json->get<double>();
    refuse(name, "a number from " + numberText(least) + " to " + numberText(most));
    return std::nullopt;
}

std::optional<bool> JsonFields::flag(const char *name)
{
    const Json *json = find(name);
    if (!json)
        return std::nullopt;
    if (json->is_boolean())
        return json->get<bool>();
    refuse(name, "true or false");
    return std::nullopt;
}

std::optional<int> JsonFields::whole(const char *name, int least, int most)
{
    const Json *json = find(name);
    if (!json)
        return std::nullopt;
    if (json->is_number_integer() && *json >= least && *json <= most)
        return json->get<int>();
    refuse(name, "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    return std::nullopt;
}

std::optional<std::size_t> JsonFields::choice(const char *name, std::initializer_list<std::string_view> words)
{
    const Json *json = find(name);
    if (!json)
        return std::nullopt;
    const auto *const word =
        json->is_string() ? std::ranges::find(words, std::string_view(json->get_ref<const std::string &>())) : words.end();
    if (word != words.end())
        return static_cast<std::size_t>(word - words.begin());
    refuse(name, "one of " + listOf(words));
    return std::nullopt;
}

std::optional<std::vector<std::string>> JsonFields::texts(const char *name)
{
    const Json *json = find(name);
    if (!json)
        return std::nullopt;
    if (json->is_string())
        return std::vector{json->get<std::string>()};
    if (json->is_array() && !json->empty() && std::ranges::all_of(*json, [](const Json &each) { return each.is_string(); }))
        return json->get<std::vector<std::string>>();
    refuse(name, "a string or a list of strings");
    return std::nullopt;
}

std::optional<std::vector<int>> JsonFields::numbers(const char *name)
{
    const Json *json = find(name);
    if (!json)
        return std::nullopt;
    if (*json == "all")
        return std::vector<int>();
    std::vector<int> numbers;
    const Json list = json->is_array() ? *json : Json::array({*json});
    for (const Json &each : list) {
        if (const auto index = indexOf(each))
            numbers.push_back(*index);
    }
    if (numbers.size() == list.size() && !numbers.empty())
        return numbers;
    refuse(name, "a number from 0, a list of them or \"all\"");
    return std::nullopt;
}

Result<void> JsonFields::finish()
{
    if (m_problem)
        return badInput(*m_problem);
    for (const auto &[name, value] : m_object.items()) {
        if (!m_known.contains(name))
            return badInput(placeOf(nameText(name)) + ": this is no field here, expected one of " + [this] {
                std::string names;
                for (const std::string &known : m_known)
                    names += (names.empty() ? "" : ", ") + known;
                return names;
            }());
    }
    return {};
}

}  // namespace core
