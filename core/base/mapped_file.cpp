#include "core/base/mapped_file.h"

#include "core/base/message_text.h"

#include <cerrno>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace core {

namespace {

class FileDescriptor
{
public:
    explicit FileDescriptor(int descriptor) : m_descriptor(descriptor) {}
    ~FileDescriptor()
    {
        if (isOpen())
            ::close(m_descriptor);
    }
    FileDescriptor(const FileDescriptor &) = delete;
    FileDescriptor &operator=(const FileDescriptor &) = delete;

    bool isOpen() const { return m_descriptor >= 0; }
    int get() const { return m_descriptor; }

private:
    int m_descriptor;
};

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
    if (status.st_size == 0)
        return badInput("the file is empty");
    return std::nullopt;
}

Result<std::span<const std::byte>> map(const std::filesystem::path &path)
{
    // O_NONBLOCK so that a pipe without a writer is opened, and refused, at once.
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!file.isOpen())
        return systemError("cannot be opened");
    struct stat status = {};
    if (::fstat(file.get(), &status) != 0)
        return systemError("cannot be examined");
    if (auto reason = reasonAgainst(status))
        return *reason;
    const auto size = static_cast<std::size_t>(status.st_size);
    void *address = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.get(), 0);
    if (address == MAP_FAILED)
        return systemError("cannot be mapped into memory");
    return std::span(static_cast<const std::byte *>(address), size);
}

}  // namespace

MappedFile::MappedFile(MappedFile &&other) noexcept : m_bytes(std::exchange(other.m_bytes, {})) {}

MappedFile &MappedFile::operator=(MappedFile &&other) noexcept
{
    std::swap(m_bytes, other.m_bytes);
    return *this;
}

MappedFile::~MappedFile()
{
    if (!m_bytes.empty())
        ::munmap(const_cast<std::byte *>(m_bytes.data()), m_bytes.size());
}

Result<MappedFile> MappedFile::open(const std::filesystem::path &path)
{
    auto bytes = map(path);
    if (!bytes)
        return inContext(onOneLine(path.string()), bytes.error());
    return MappedFile(*bytes);
}

}  // namespace core
