#pragma once

#include "core/base/input_file.h"
#include "core/base/result.h"
#include "core/format/weight_file.h"

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

// The tensors of a model wherever they lie: in a safetensors file or one that PyTorch saved, or in several of them, its shards. Open
// for reading; entries stay valid as long as the object, or the one it was moved to, lives. Any thread may read it.
class Checkpoint
{
public:
    // `path` is a file of weights, one of several shards or their index.
    static Result<Checkpoint> open(const std::filesystem::path &path);

    const std::vector<TensorEntry> &tensors() const { return m_contents.tensors; }
    const std::map<std::string, std::string> &metadata() const { return m_contents.metadata; }
    const std::string &part() const { return m_contents.part; }
    // Null where there is no tensor of exactly this name.
    const TensorEntry *find(std::string_view name) const;

    // Fills `bytes` with the tensor's stored bytes from the place `begin` among them on. What cannot be read, as another program has
    // shortened the file meanwhile, is filled with zeros, and isIntact() tells.
    void read(const TensorEntry &tensor, std::uint64_t begin, std::span<std::byte> bytes) const;

    // Whether everything read so far was there and from one and the same moment.
    bool isIntact() const;

private:
    Checkpoint(std::vector<InputFile> files, WeightFileContents contents);

    std::vector<InputFile> m_files;
    WeightFileContents m_contents;
    std::unique_ptr<std::atomic<bool>> m_hasFailed;
};

}  // namespace core
