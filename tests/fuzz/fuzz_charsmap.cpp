// SentencePiece's character map: whatever its trie says, no look-up leaves it, and what it gives is UTF-8 text.
#include "core/base/utf8.h"
#include "core/text/pipeline/charsmap.h"
#include "tests/fuzz/fuzzing.h"

#include <cstdint>
#include <cstring>

namespace {

// The size of the trie, the trie, the texts.
std::string mapOf(const std::vector<std::uint32_t> &units, std::string_view texts)
{
    const auto size = static_cast<std::uint32_t>(units.size() * sizeof(std::uint32_t));
    std::string bytes(sizeof size + size, '\0');
    std::memcpy(bytes.data(), &size, sizeof size);
    std::memcpy(bytes.data() + sizeof size, units.data(), size);
    return bytes + std::string(texts);
}

// "a" becomes the first text: the root's children begin at its offset, that of "a" has a leaf at its own.
std::string goodMap()
{
    std::vector<std::uint32_t> units(256, 0);
    units[0] = 1U << 10U;
    units[1U ^ 'a'] = 'a' | (1U << 8U) | (2U << 10U);
    units[(1U ^ 'a') ^ 2U] = 0x80000000U;
    return mapOf(units, std::string_view("e\u0301\0b\0", 6));
}

std::string judge(std::string_view input)
{
    const auto map = core::Charsmap::parse(input);
    if (!map)
        return fuzz::refusalFault(map.error());
    for (const std::string_view text : {"a", "ab", "\u00e9", "\uff21", "\U0001f600", "e\u0301"}) {
        const auto replacement = map->replacement(text);
        if (replacement && !core::isUtf8(*replacement))
            return "a replacement is not UTF-8";
    }
    return {};
}

}  // namespace

int main(int argc, char **argv)
{
    if (core::Charsmap::parse(goodMap())->replacement("a") != "e\u0301")
        return 1;
    return fuzz::run(
        {.name = "charsmap",
         .seeds = {goodMap(), mapOf({0}, "")},
         .dictionary = {std::string(4, '\0'), "\xff\xff\xff\xff", std::string("\0\x01\0\0", 4), "a", "\xc3\xa9"},
         .judge = judge},
        argc, argv);
}
