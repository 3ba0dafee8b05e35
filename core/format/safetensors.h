#pragma once

#include "core/base/input_file.h"
#include "core/base/result.h"
#include "core/format/dtype.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// One tensor of a safetensors file. Its numbers are stored row-major and little-endian: core/format/tensor_values.h reads them.
struct TensorEntry {
    std::string name;
    DType dtype = DType::F32;
    std::vector<std::int64_t> shape;  // empty: a single number
    std::uint64_t begin = 0;          // its bytes in the file are [begin, end)
    std::uint64_t end = 0;

    std::int64_t elements() const;  // product of the shape
    std::uint64_t byteCount() const { return end - begin; }
};

struct SafetensorsContents {
    std::vector<TensorEntry> tensors;  // sorted by name
    std::map<std::string, std::string> metadata;
};

// How many bytes of a file its header takes with the length in front, as its first 8 bytes say; `beginning` has those at least.
Result<std::uint64_t> safetensorsHeaderBytes(std::span<const std::byte> beginning, std::uint64_t fileBytes);

// Reads the table of a file from its first bytes, those of the header at least. Checks every rule of the format: see
// https://huggingface.co/docs/safetensors.
Result<SafetensorsContents> parseSafetensors(std::span<const std::byte> beginning, std::uint64_t fileBytes);

// A safetensors file, open for reading. Entries stay valid as long as the object, or the one it was moved to, lives. Any thread may
// read it.
class SafetensorsFile
{
public:
    static Result<SafetensorsFile> open(const std::filesystem::path &path);

    const std::vector<TensorEntry> &tensors() const { return m_contents.tensors; }
    const std::map<std::string, std::string> &metadata() const { return m_contents.metadata; }
    // Null where there is no tensor of exactly this name.
    const TensorEntry *find(std::string_view name) const;

    // Fills `bytes` with the tensor's from the place `begin` in it on. What cannot be read, as another program has shortened the file
    // meanwhile, is filled with zeros, and isIntact() tells.
    void read(const TensorEntry &tensor, std::uint64_t begin, std::span<std::byte> bytes) const;

    // Whether everything read so far was there and from one and the same moment.
    bool isIntact() const;

private:
    SafetensorsFile(InputFile file, SafetensorsContents contents);

    InputFile m_file;
    SafetensorsContents m_contents;
    std::unique_ptr<std::atomic<bool>> m_hasFailed;
};

}  // namespace core
