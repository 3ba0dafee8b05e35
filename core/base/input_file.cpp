#include "core/base/input_file.h"

#include "core/base/message_text.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <ctime>
#include <optional>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace core {

namespace {

using std::chrono::nanoseconds;
using namespace std::chrono_literals;

// Of the slowest clock that Linux stamps files with, and two of them.
constexpr nanoseconds clockTick = 10ms;
constexpr nanoseconds settlingTime = 20ms;
// Beyond this a stamp comes from a clock that is not this machine's and tells nothing.
constexpr nanoseconds largestClockDifference = 2s;
constexpr int settlingTries = 30;  // about a second

Error systemError(const std::string &what)
{
    return unreadable(what + ": " + std::generic_category().message(errno));
}

std::optional<Error> reasonAgainst(const struct stat &status)
{
    if (S_ISDIR(status.st_mode))
        return unreadable("this is a folder, expected a file");
    if (!S_ISREG(status.st_mode))
        return unreadable("this is a pipe, a socket or a device, expected a regular file");
    return std::nullopt;
}

std::int64_t nanosecondsOf(const struct timespec &time)
{
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

FileStamp stampIn(const struct stat &status)
{
    return {.device = status.st_dev,
            .inode = status.st_ino,
            .size = static_cast<std::uint64_t>(status.st_size),
            .modified = nanosecondsOf(status.st_mtim),
            .changed = nanosecondsOf(status.st_ctim)};
}

// How long until a later change would have another time.
nanoseconds timeToSettle(const FileStamp &stamp)
{
    struct timespec now = {};
    ::clock_gettime(CLOCK_REALTIME_COARSE, &now);  // the one that files are stamped with
    const nanoseconds left = nanoseconds(stamp.changed - nanosecondsOf(now)) + settlingTime;
    return left > largestClockDifference ? nanoseconds(0) : std::max(left, nanoseconds(0));
}

// The stamp of an open file once it has settled.
Result<FileStamp> settledStamp(int descriptor)
{
    for (int tried = 0; tried < settlingTries; ++tried) {
        struct stat status = {};
        if (::fstat(descriptor, &status) != 0)
            return systemError("cannot be examined");
        if (auto reason = reasonAgainst(status))
            return *reason;
        const FileStamp stamp = stampIn(status);
        const nanoseconds left = timeToSettle(stamp);
        if (left == 0ns)
            return stamp.size > 0 ? Result(stamp) : badInput("the file is empty");
        std::this_thread::sleep_for(left + clockTick);
    }
    return unreadable("another program keeps writing to it");
}

// A link that leads nowhere says more than that there is no such file.
Error openingError(const std::filesystem::path &path)
{
    Error error = systemError("cannot be opened");
    std::error_code failure;
    const std::filesystem::path target = std::filesystem::read_symlink(path, failure);
    if (!failure && !std::filesystem::exists(path, failure))
        return unreadable("this is a link to " + pathText(target) +
                          ", which is not there; download or copy that file again");
    return error;
}

Result<void> readAll(int descriptor, std::uint64_t place, std::span<std::byte> bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::pread(descriptor, bytes.data(), bytes.size(), static_cast<off_t>(place));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return systemError("cannot be read");
        if (count == 0)
            return changedWhileRead();
        bytes = bytes.subspan(static_cast<std::size_t>(count));
        place += static_cast<std::uint64_t>(count);
    }
    return {};
}

}  // namespace

FileStamp stampOf(const std::filesystem::path &path)
{
    struct stat status = {};
    return ::stat(path.c_str(), &status) == 0 ? stampIn(status) : FileStamp();
}

InputFile::InputFile(InputFile &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1)), m_stamp(other.m_stamp)
{
}

InputFile &InputFile::operator=(InputFile &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_stamp, other.m_stamp);
    return *this;
}

InputFile::~InputFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<InputFile> InputFile::open(const std::filesystem::path &path)
{
    // O_NONBLOCK so that a pipe without a writer is opened, and refused, at once.
    InputFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK), {});
    if (file.m_descriptor < 0)
        return inContext(pathText(path), openingError(path));
    const auto stamp = settledStamp(file.m_descriptor);
    if (!stamp)
        return inContext(pathText(path), stamp.error());
    file.m_stamp = *stamp;
    return file;
}

Result<void> InputFile::read(std::uint64_t place, std::span<std::byte> bytes) const
{
    return readAll(m_descriptor, place, bytes);
}

bool InputFile::isUnchanged() const
{
    struct stat status = {};
    return ::fstat(m_descriptor, &status) == 0 && stampIn(status) == m_stamp;
}

Error changedWhileRead()
{
    return unreadable("another program changed it while it was being read; try again once it is written");
}

std::string pathText(const std::filesystem::path &path)
{
    constexpr std::size_t longest = 200;  // characters
    return elided(path.string(), longest);
}

}  // namespace core
