#pragma once

#include "core/base/message_text.h"
#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace core {

struct NumberRange {
    int smallest;
    int largest;
};

// One word of config.json and what it stands for.
template <typename Enum>
struct ConfigWord {
    Enum value;
    std::string_view id;
};

template <typename Enum>
std::string_view idIn(std::span<const ConfigWord<Enum>> words, Enum value)
{
    return std::ranges::find(words, value, &ConfigWord<Enum>::value)->id;
}

// A value as messages show it: "an object", "a list of 3", a text between quotes.
std::string foundText(const nlohmann::json &value);

// Reads keys of one JSON object. The first thing wrong is kept and everything after it reads as a default, so that a
// parser is a list of assignments with one question at the end. A null counts as absent, as Hugging Face writes it.
class ConfigReader
{
public:
    // `path` stands before the keys in messages: "attention.".
    explicit ConfigReader(const nlohmann::json &object, std::string path = {});

    bool has(std::string_view key) const { return member(key) != nullptr; }
    // Null where the key is absent.
    const nlohmann::json *member(std::string_view key) const;

    // Without a fallback the key of a number or a word has to be there.
    int number(std::string_view key, NumberRange range, std::optional<int> fallback = std::nullopt);
    double decimal(std::string_view key, double fallback);  // greater than 0, at most 1
    bool flag(std::string_view key, bool fallback);
    std::string text(std::string_view key, std::string_view fallback = {});

    template <typename Enum>
    Enum word(std::string_view key, std::span<const ConfigWord<Enum>> words,
              std::optional<std::string_view> fallback = std::nullopt);

    // "KEY is VALUE, expected EXPECTATION"; "KEY is missing, ..." where it is absent.
    void refuse(std::string_view key, const std::string &expectation);
    void refuse(const Error &error);
    const std::optional<Error> &error() const { return m_error; }

private:
    const nlohmann::json &m_object;
    std::string m_path;
    std::optional<Error> m_error;
};

template <typename Enum>
Enum ConfigReader::word(std::string_view key, std::span<const ConfigWord<Enum>> words,
                        std::optional<std::string_view> fallback)
{
    const std::string id = has(key) ? text(key) : std::string(fallback.value_or(""));
    std::string ids;
    for (const ConfigWord<Enum> &word : words) {
        if (word.id == id)
            return word.value;
        ids += (ids.empty() ? "" : ", ") + quotedText(word.id);
    }
    refuse(key, "one of " + ids);
    return words.front().value;
}

}  // namespace core
