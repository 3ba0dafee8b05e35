#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <filesystem>
#include <span>

namespace core {

// A whole file, mapped read-only into memory; pages are read when they are first touched. The bytes stay where they are
// when the object is moved. Another program that shortens the file meanwhile ends this one (SIGBUS), as with any mapping.
class MappedFile
{
public:
    MappedFile() = default;
    MappedFile(MappedFile &&other) noexcept;
    MappedFile &operator=(MappedFile &&other) noexcept;
    ~MappedFile();

    // Refuses what is not a regular file, and an empty one. Never waits, not even for a pipe.
    static Result<MappedFile> open(const std::filesystem::path &path);

    std::span<const std::byte> bytes() const { return m_bytes; }

private:
    explicit MappedFile(std::span<const std::byte> bytes) : m_bytes(bytes) {}

    std::span<const std::byte> m_bytes;
};

}  // namespace core
