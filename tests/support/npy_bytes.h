#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace support {

// A .npy file as NumPy lays it out: the header's text filled up with blanks to a multiple of 64 bytes, then the values.
inline std::string npyFile(std::string_view header, std::string_view values, int version = 1)
{
    const std::size_t start = version == 1 ? 10 : 12;
    std::string text(header);
    text.append((128 - (start + text.size() + 1) % 64) % 64, ' ');
    text += '\n';
    std::string bytes("\x93NUMPY");
    bytes += static_cast<char>(version);
    bytes += '\0';
    for (std::size_t shift = 0; shift < (start - 8) * 8; shift += 8)
        bytes += static_cast<char>(text.size() >> shift & 0xff);
    return bytes.append(text).append(values);
}

inline std::string npyFile(std::string_view type, std::string_view shape, std::string_view values)
{
    return npyFile("{'descr': '" + std::string(type) + "', 'fortran_order': False, 'shape': " + std::string(shape) + ", }",
                   values);
}

// The bytes of numbers one after the other.
template <typename... Numbers>
std::string bytesOf(Numbers... numbers)
{
    std::string bytes;
    (bytes.append(reinterpret_cast<const char *>(&numbers), sizeof numbers), ...);
    return bytes;
}

}  // namespace support
