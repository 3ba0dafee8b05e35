#include "core/text/pipeline/charsmap.h"

#include "core/base/utf8.h"

#include <fmt/core.h>

#include <array>
#include <cstring>

namespace core {

namespace {

// Darts' units, as in its sources: a leaf's value, or a label with the offset of its children.
bool hasLeaf(std::uint32_t unit)
{
    return ((unit >> 8U) & 1U) == 1;
}

std::uint32_t valueOf(std::uint32_t unit)
{
    return unit & 0x7fffffffU;
}

std::uint32_t labelOf(std::uint32_t unit)
{
    return unit & 0x800000ffU;
}

std::uint32_t offsetOf(std::uint32_t unit)
{
    return (unit >> 10U) << ((unit & 0x200U) >> 6U);
}

int base64Value(char letter)
{
    if (letter >= 'A' && letter <= 'Z')
        return letter - 'A';
    if (letter >= 'a' && letter <= 'z')
        return letter - 'a' + 26;
    if (letter >= '0' && letter <= '9')
        return letter - '0' + 52;
    return letter == '+' ? 62 : letter == '/' ? 63 : -1;
}

std::optional<std::string> decodedBase64(std::string_view text)
{
    while (text.ends_with('='))
        text.remove_suffix(1);
    std::string bytes;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char letter : text) {
        const int value = base64Value(letter);
        if (value < 0)
            return std::nullopt;
        bits = (bits << 6U) | static_cast<std::uint32_t>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes += static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xffU);
        }
    }
    return bytes;
}

}  // namespace

Result<Charsmap> Charsmap::parse(std::string_view bytes)
{
    constexpr std::size_t unitSize = sizeof(std::uint32_t);
    std::uint32_t trieBytes = 0;
    if (bytes.size() < unitSize)
        return badInput(
            fmt::format("the precompiled character map has {} bytes, expected at least {}", bytes.size(), unitSize));
    std::memcpy(&trieBytes, bytes.data(), unitSize);
    bytes.remove_prefix(unitSize);
    if (trieBytes > bytes.size() || trieBytes % unitSize != 0 || trieBytes == 0) {
        return badInput(fmt::format("the precompiled character map gives its trie {} bytes of the {} that follow", trieBytes,
                                    bytes.size()));
    }
    Charsmap map;
    map.m_units.resize(trieBytes / unitSize);
    std::memcpy(map.m_units.data(), bytes.data(), trieBytes);
    map.m_replacements = bytes.substr(trieBytes);
    if (!isUtf8(map.m_replacements))
        return badInput("the texts of the precompiled character map are not UTF-8");
    return map;
}

Result<Charsmap> Charsmap::parseBase64(std::string_view base64)
{
    const std::optional<std::string> bytes = decodedBase64(base64);
    if (!bytes)
        return badInput("the precompiled character map is not base64");
    return parse(*bytes);
}

std::optional<std::string_view> Charsmap::replacement(std::string_view text) const
{
    std::size_t node = offsetOf(m_units[0]);
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        node ^= byte;
        if (byte == 0 || node >= m_units.size() || labelOf(m_units[node]) != byte)
            return std::nullopt;
        const std::uint32_t unit = m_units[node];
        node ^= offsetOf(unit);
        if (!hasLeaf(unit))
            continue;
        const std::size_t place = node < m_units.size() ? valueOf(m_units[node]) : m_replacements.size();
        if (place >= m_replacements.size() || isContinuationByte(m_replacements[place]))
            return std::nullopt;
        const std::string_view rest = std::string_view(m_replacements).substr(place);
        return rest.substr(0, rest.find('\0'));
    }
    return std::nullopt;
}

}  // namespace core
