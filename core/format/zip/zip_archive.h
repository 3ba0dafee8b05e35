#pragma once

#include "core/base/byte_source.h"
#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <string>

namespace core {

// One file of a zip archive.
struct ZipEntry {
    enum class Packing { Stored, Deflated, Other };  // other ways of compression, or encrypted

    std::uint64_t begin = 0;  // of its bytes in the archive
    std::uint64_t bytes = 0;
    std::uint64_t unpackedBytes = 0;
    std::uint32_t checksum = 0;  // CRC-32 of what is unpacked
    Packing packing = Packing::Stored;
};

using ZipArchive = std::map<std::string, ZipEntry>;  // by name

// Reads the directory of a zip archive, also of one with more than 4 GiB. Refuses entries that lie outside of the file, overlap or
// share a name.
Result<ZipArchive> readZipArchive(const ByteSource &file);

}  // namespace core
