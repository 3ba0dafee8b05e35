#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace core {

// Reads bytes from the first on. Where they end too soon everything reads as zero or empty, and hasEnded() tells.
class ByteCursor
{
public:
    explicit ByteCursor(std::string_view bytes) : m_bytes(bytes) {}

    bool hasEnded() const { return m_hasEnded; }
    std::size_t place() const { return m_place; }

    std::string_view take(std::uint64_t count)
    {
        if (count > m_bytes.size() - m_place) {
            m_hasEnded = true;
            return {};
        }
        const std::string_view taken = m_bytes.substr(m_place, count);
        m_place += taken.size();
        return taken;
    }

    // Little-endian.
    template <typename Number>
    Number number()
    {
        Number value{};
        const std::string_view bytes = take(sizeof value);
        if (!bytes.empty())
            std::memcpy(&value, bytes.data(), bytes.size());
        return value;
    }

    // Up to the next new line, without it.
    std::string_view line()
    {
        const std::size_t end = m_bytes.find('\n', m_place);
        m_hasEnded = m_hasEnded || end == std::string_view::npos;
        const std::string_view text = take(std::min(end, m_bytes.size()) - m_place);
        if (!m_hasEnded)
            ++m_place;
        return text;
    }

private:
    std::string_view m_bytes;
    std::size_t m_place = 0;
    bool m_hasEnded = false;
};

}  // namespace core
