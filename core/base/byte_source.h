#pragma once

#include "core/base/input_file.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace core {

// Bytes that are read from any place: of an open file, or in memory. Lives no longer than what it reads.
struct ByteSource {
    std::uint64_t size = 0;
    std::function<Result<void>(std::uint64_t place, std::span<std::byte> bytes)> read;  // all of them within the size

    // A piece of it as text; refuses one that reaches behind the end.
    Result<std::string> text(std::uint64_t place, std::uint64_t bytes) const
    {
        if (place > size || bytes > size - place)
            return badInput("the file is cut short or damaged: a part of it would lie behind its end; download it again");
        std::string text(bytes, '\0');
        const auto done = read(place, std::as_writable_bytes(std::span(text)));
        return done ? Result(std::move(text)) : done.error();
    }
};

inline ByteSource sourceOf(const InputFile &file)
{
    return {file.size(), [&file](std::uint64_t place, std::span<std::byte> bytes) { return file.read(place, bytes); }};
}

inline ByteSource sourceOf(std::string_view memory)
{
    return {memory.size(), [memory](std::uint64_t place, std::span<std::byte> bytes) -> Result<void> {
                std::ranges::copy(std::as_bytes(std::span(memory)).subspan(place, bytes.size()), bytes.begin());
                return {};
            }};
}

}  // namespace core
