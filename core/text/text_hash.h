#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace core {

// Lets a string_view be looked up among strings without making a string of it.
struct TextHash {
    using is_transparent = void;  // NOLINT(readability-identifier-naming): the standard library looks for it
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

template <typename Value>
using TextMap = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

}  // namespace core
