#pragma once

#include "core/base/byte_source.h"
#include "core/base/result.h"
#include "core/format/tensor_entry.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace core {

struct SafetensorsContents {
    std::vector<TensorEntry> tensors;  // sorted by name
    std::map<std::string, std::string> metadata;
};

// How many bytes of a file its header takes with the length in front, as its first 8 bytes say; `beginning` has those at least.
Result<std::uint64_t> safetensorsHeaderBytes(std::span<const std::byte> beginning, std::uint64_t fileBytes);

// Reads the table of a file from its first bytes, those of the header at least. Checks every rule of the format: see
// https://huggingface.co/docs/safetensors.
Result<SafetensorsContents> parseSafetensors(std::span<const std::byte> beginning, std::uint64_t fileBytes);

// The table of an open file.
Result<SafetensorsContents> readSafetensors(const ByteSource &file);

}  // namespace core
