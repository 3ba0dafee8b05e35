#include "core/format/safetensors_writer.h"

#include <nlohmann/json.hpp>

#include <bit>
#include <cassert>
#include <functional>
#include <numeric>

namespace core {

namespace {

static_assert(std::endian::native == std::endian::little, "safetensors files are little-endian");

constexpr std::size_t alignment = 8;

[[maybe_unused]] bool hasItsShape(const NamedTensor &tensor)
{
    const auto elements = std::accumulate(tensor.shape.begin(), tensor.shape.end(), std::int64_t(1), std::multiplies());
    return elements == static_cast<std::int64_t>(tensor.values.size());
}

std::string headerText(std::span<const NamedTensor> tensors, const std::map<std::string, std::string> &metadata)
{
    nlohmann::ordered_json header = nlohmann::ordered_json::object();
    if (!metadata.empty())
        header["__metadata__"] = metadata;
    std::size_t begin = 0;
    for (const NamedTensor &tensor : tensors) {
        assert(hasItsShape(tensor));
        assert(!header.contains(tensor.name));
        const std::size_t end = begin + tensor.values.size_bytes();
        header[tensor.name] = {{"dtype", "F32"}, {"shape", tensor.shape}, {"data_offsets", {begin, end}}};
        begin = end;
    }
    // Text that is not UTF-8 becomes U+FFFD instead of an exception.
    std::string text = header.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    text.resize((text.size() + alignment - 1) / alignment * alignment, ' ');
    return text;
}

void append(std::string &bytes, const void *data, std::size_t size)
{
    bytes.append(static_cast<const char *>(data), size);
}

}  // namespace

std::string safetensorsBytes(std::span<const NamedTensor> tensors, const std::map<std::string, std::string> &metadata)
{
    const std::string header = headerText(tensors, metadata);
    const std::uint64_t headerSize = header.size();
    std::size_t dataSize = 0;
    for (const NamedTensor &tensor : tensors)
        dataSize += tensor.values.size_bytes();
    std::string bytes;
    bytes.reserve(sizeof headerSize + header.size() + dataSize);
    append(bytes, &headerSize, sizeof headerSize);
    bytes += header;
    for (const NamedTensor &tensor : tensors)
        append(bytes, tensor.values.data(), tensor.values.size_bytes());
    return bytes;
}

}  // namespace core
