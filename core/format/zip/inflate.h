#pragma once

#include "core/base/byte_source.h"
#include "core/format/zip/zip_archive.h"

#include <cstdint>
#include <string>

namespace core {

// A deflated entry as it was before it was packed. Refuses another way of packing, more than `mostBytes`, sizes that no deflated data
// can have, and content that is not what its size and its checksum say.
Result<std::string> inflated(const ByteSource &archive, const ZipEntry &entry, std::uint64_t mostBytes);

// Refuses an entry whose bytes, stored as they are, are not what its checksum says.
Result<void> checkStored(const ByteSource &archive, const ZipEntry &entry);

}  // namespace core
