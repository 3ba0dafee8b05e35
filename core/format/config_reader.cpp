#include "core/format/config_reader.h"

#include "core/base/json.h"

#include <fmt/core.h>

#include <cstdint>
#include <utility>

namespace core {

namespace {

// Written without the library's conversions, which would turn 4294967297 into 1.
std::optional<int> wholeNumber(const nlohmann::json &value, NumberRange range)
{
    if (!value.is_number_integer())
        return std::nullopt;
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(range.largest))
        return std::nullopt;
    const auto number = value.get<std::int64_t>();
    if (number < range.smallest || number > range.largest)
        return std::nullopt;
    return static_cast<int>(number);
}

}  // namespace

std::string foundText(const nlohmann::json &value)
{
    if (value.is_string())
        return quotedText(value.get_ref<const std::string &>());
    if (value.is_object())
        return "an object";
    if (value.is_array())
        return fmt::format("a list of {}", value.size());
    return value.is_number() ? numberText(value) : value.dump();
}

ConfigReader::ConfigReader(const nlohmann::json &object, std::string path) : m_object(object), m_path(std::move(path)) {}

const nlohmann::json *ConfigReader::member(std::string_view key) const
{
    const auto found = m_object.find(key);
    return found != m_object.end() && !found->is_null() ? &*found : nullptr;
}

int ConfigReader::number(std::string_view key, NumberRange range, std::optional<int> fallback)
{
    const nlohmann::json *value = member(key);
    if (!value && fallback)
        return *fallback;
    if (const auto number = value ? wholeNumber(*value, range) : std::nullopt)
        return *number;
    refuse(key, fmt::format("a whole number from {} to {}", range.smallest, range.largest));
    return range.smallest;
}

double ConfigReader::decimal(std::string_view key, double fallback)
{
    const nlohmann::json *value = member(key);
    if (!value)
        return fallback;
    if (value->is_number() && value->get<double>() > 0 && value->get<double>() <= 1)
        return value->get<double>();
    refuse(key, "a number above 0 and at most 1");
    return fallback;
}

bool ConfigReader::flag(std::string_view key, bool fallback)
{
    const nlohmann::json *value = member(key);
    if (!value)
        return fallback;
    if (!value->is_boolean())
        refuse(key, "true or false");
    return value->is_boolean() && value->get<bool>();
}

std::string ConfigReader::text(std::string_view key, std::string_view fallback)
{
    const nlohmann::json *value = member(key);
    if (!value)
        return std::string(fallback);
    if (value->is_string())
        return value->get<std::string>();
    refuse(key, "a text");
    return {};
}

void ConfigReader::refuse(std::string_view key, const std::string &expectation)
{
    const nlohmann::json *value = member(key);
    const std::string found = value ? " is " + foundText(*value) : " is missing";
    refuse(badInput(fmt::format("\"{}{}\"{}, expected {}", m_path, key, found, expectation)));
}

void ConfigReader::refuse(const Error &error)
{
    if (!m_error)
        m_error = error;
}

}  // namespace core
