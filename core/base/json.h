#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace core {

struct JsonLimits {
    std::size_t bytes = std::size_t(64) << 20;
    std::size_t depth = 64;  // how many objects and arrays may stand inside each other
    // Whether NaN, Infinity and -Infinity are numbers, as Python writes them into Hugging Face's files. Whoever reads such a key
    // refuses it: no setting is one of them.
    bool acceptsNonFinite = false;
};

// Reads one JSON value from untrusted text. Refuses what JSON leaves open to surprises: a key that is there twice in one
// object, text that is not UTF-8, a NUL byte, endless nesting. Never throws.
Result<nlohmann::json> parseJson(std::string_view text, const JsonLimits &limits = {});

// "0.5"; unlike the library's own, NaN, Infinity and -Infinity as Python writes them.
std::string numberText(const nlohmann::json &number);

// Indented, with a new line behind it, and fit for a terminal. Bytes that are not UTF-8 come out as U+FFFD.
std::string jsonText(const nlohmann::ordered_json &json);

}  // namespace core
