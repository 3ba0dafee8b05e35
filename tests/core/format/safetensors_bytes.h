#pragma once

#include "core/format/safetensors.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

// Hand-made safetensors files, right and wrong ones. For legibility the header is written with ' where JSON has ".
inline std::string fileBytes(std::string header, std::size_t dataBytes, std::uint64_t lengthField)
{
    std::ranges::replace(header, '\'', '"');
    std::string bytes(sizeof lengthField, '\0');
    std::memcpy(bytes.data(), &lengthField, sizeof lengthField);
    return bytes.append(header).append(dataBytes, '\0');
}

inline std::string fileBytes(const std::string &header, std::size_t dataBytes)
{
    return fileBytes(header, dataBytes, header.size());
}

inline std::span<const std::byte> asBytes(std::string_view text)
{
    return std::as_bytes(std::span(text.data(), text.size()));
}

// The whole file in memory.
inline core::Result<core::SafetensorsContents> parsed(std::string_view file)
{
    return core::parseSafetensors(asBytes(file), file.size());
}
