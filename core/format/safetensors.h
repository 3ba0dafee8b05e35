#pragma once

#include "core/base/mapped_file.h"
#include "core/base/result.h"
#include "core/format/dtype.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// One tensor of a safetensors file. The bytes belong to the file, row-major, little-endian and at any address:
// read them with core/format/tensor_values.h.
struct TensorEntry {
    std::string name;
    DType dtype = DType::F32;
    std::vector<std::int64_t> shape;  // empty: a single number
    std::span<const std::byte> bytes;

    std::int64_t elements() const;  // product of the shape
};

struct SafetensorsContents {
    std::vector<TensorEntry> tensors;  // sorted by name
    std::map<std::string, std::string> metadata;
};

// Reads the table of a whole file in memory; the entries point into `file`. Checks every rule of the format: see
// https://huggingface.co/docs/safetensors.
Result<SafetensorsContents> parseSafetensors(std::span<const std::byte> file);

// A safetensors file, mapped into memory. Entries stay valid as long as the object, or the one it was moved to, lives.
// Any thread may read it.
class SafetensorsFile
{
public:
    static Result<SafetensorsFile> open(const std::filesystem::path &path);

    const std::vector<TensorEntry> &tensors() const { return m_contents.tensors; }
    const std::map<std::string, std::string> &metadata() const { return m_contents.metadata; }
    // Null where there is no tensor of exactly this name.
    const TensorEntry *find(std::string_view name) const;

private:
    SafetensorsFile(MappedFile file, SafetensorsContents contents);

    MappedFile m_file;
    SafetensorsContents m_contents;
};

}  // namespace core
