#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <utility>

namespace core {

// What tells a file from itself at another moment: another stamp means that it was replaced or written to. All 0 where there is none.
struct FileStamp {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::uint64_t size = 0;
    std::int64_t modified = 0;  // nanoseconds since 1970
    std::int64_t changed =
        0;  // the same, and unlike the other also when it is renamed or its owner changes; nobody can set it back

    bool operator==(const FileStamp &) const = default;
};

// Of what the path leads to.
FileStamp stampOf(const std::filesystem::path &path);

// A file open for reading. It is never mapped into memory, so that a program which shortens it meanwhile is an error here and not
// the end of this one. Any thread may read it.
class InputFile
{
public:
    InputFile() = default;
    InputFile(InputFile &&other) noexcept;
    InputFile &operator=(InputFile &&other) noexcept;
    ~InputFile();

    // Refuses what is not a regular file, and an empty one. Never waits for a pipe; for a file that was written to this very moment
    // until it is 20 ms old, as the file system's clock tells later changes from earlier ones no finer than that. Refuses one that
    // another program keeps writing to.
    static Result<InputFile> open(const std::filesystem::path &path);

    std::uint64_t size() const { return m_stamp.size; }  // when it was opened

    // Fills `bytes` with what begins at `place`.
    Result<void> read(std::uint64_t place, std::span<std::byte> bytes) const;

    // Whether what was read since it was opened are the bytes of one moment.
    bool isUnchanged() const;

private:
    InputFile(int descriptor, const FileStamp &stamp) : m_descriptor(descriptor), m_stamp(stamp) {}

    int m_descriptor = -1;
    FileStamp m_stamp;
};

// "... changed while it was being read", for whoever finds that out.
Error changedWhileRead();

// Opens the file and reads it with `read`, again where it changed meanwhile, at most three times. The error names the path.
template <typename Value>
Result<Value> readUnchanged(const std::filesystem::path &path, const std::function<Result<Value>(const InputFile &)> &read);

// "folder/file" for the front of a message: on one line, and cut in the middle where it is too long to read.
std::string pathText(const std::filesystem::path &path);

template <typename Value>
Result<Value> readUnchanged(const std::filesystem::path &path, const std::function<Result<Value>(const InputFile &)> &read)
{
    constexpr int tries = 3;
    for (int tried = 0; tried < tries; ++tried) {
        const auto file = InputFile::open(path);
        if (!file)
            return file.error();
        Result<Value> value = read(*file);
        if (file->isUnchanged())
            return value ? std::move(value) : Result<Value>(inContext(pathText(path), value.error()));
    }
    return inContext(pathText(path), changedWhileRead());
}

}  // namespace core
