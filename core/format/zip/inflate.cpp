#include "core/format/zip/inflate.h"

#include "core/base/counted.h"

#include <fmt/core.h>
#include <zlib.h>

#include <algorithm>

namespace core {
namespace {

// Bytes that one deflated byte can stand for: https://zlib.net/zlib_tech.html. A small file cannot ask for much memory.
constexpr std::uint64_t mostExpansion = 1032;
constexpr std::uint64_t piece = std::uint64_t(1) << 20;

// Raw deflate, as zip archives hold it, without zlib's own header.
class Inflation
{
public:
    Inflation() { m_isReady = inflateInit2(&m_stream, -MAX_WBITS) == Z_OK; }
    ~Inflation() { inflateEnd(&m_stream); }
    Inflation(const Inflation &) = delete;
    Inflation &operator=(const Inflation &) = delete;

    // Unpacks behind what is written already, up to `room` bytes in all; false when the data are damaged or do not fit.
    bool take(std::string &packed, unsigned char *written, std::uint64_t room)
    {
        m_stream.next_in = reinterpret_cast<Bytef *>(packed.data());
        m_stream.avail_in = static_cast<uInt>(packed.size());
        do {
            const std::uint64_t before = m_stream.total_out;
            m_stream.next_out = written + before;
            m_stream.avail_out = static_cast<uInt>(std::min(room - before, piece));
            const int status = m_isReady ? inflate(&m_stream, Z_NO_FLUSH) : Z_MEM_ERROR;
            m_hasEnded = status == Z_STREAM_END;
            if (status != Z_OK && !m_hasEnded)
                return false;
        } while (!m_hasEnded && (m_stream.avail_in > 0 || m_stream.avail_out == 0));
        return true;
    }

    bool hasEnded() const { return m_hasEnded; }
    std::uint64_t written() const { return m_stream.total_out; }

private:
    z_stream m_stream{};
    bool m_isReady = false;
    bool m_hasEnded = false;
};

Error damaged()
{
    return badInput("its compressed content is damaged; save it again");
}

// Of everything so far, which has this checksum, and the content behind it.
uLong checksumWith(uLong before, const std::string &content)
{
    return crc32_z(before, reinterpret_cast<const Bytef *>(content.data()), content.size());
}

}  // namespace

Result<std::string> inflated(const ByteSource &archive, const ZipEntry &entry, std::uint64_t mostBytes)
{
    if (entry.packing != ZipEntry::Packing::Deflated)
        return badInput("it is encrypted or compressed in another way than NumPy does; save it with numpy.savez");
    if (entry.unpackedBytes > mostBytes)
        return badInput(
            fmt::format("it has {} when unpacked, expected at most {}", counted(entry.unpackedBytes, "byte"), mostBytes));
    if (entry.unpackedBytes / mostExpansion > entry.bytes)
        return damaged();
    // One byte more than is expected, so that inflate() has room to say that the data end.
    std::string content(entry.unpackedBytes + 1, '\0');
    Inflation inflation;
    for (std::uint64_t place = 0; place < entry.bytes && !inflation.hasEnded(); place += piece) {
        auto packed = archive.text(entry.begin + place, std::min(piece, entry.bytes - place));
        if (!packed)
            return packed.error();
        if (!inflation.take(*packed, reinterpret_cast<unsigned char *>(content.data()), content.size()))
            return damaged();
    }
    if (!inflation.hasEnded() || inflation.written() != entry.unpackedBytes)
        return damaged();
    content.pop_back();
    return checksumWith(0, content) == entry.checksum ? Result(std::move(content)) : damaged();
}

Result<void> checkStored(const ByteSource &archive, const ZipEntry &entry)
{
    uLong checksum = 0;
    for (std::uint64_t place = 0; place < entry.bytes; place += piece) {
        const auto bytes = archive.text(entry.begin + place, std::min(piece, entry.bytes - place));
        if (!bytes)
            return bytes.error();
        checksum = checksumWith(checksum, *bytes);
    }
    if (checksum != entry.checksum)
        return badInput("its content is damaged: the checksum of the archive is another; copy or save it again");
    return {};
}

}  // namespace core
