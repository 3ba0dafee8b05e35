#include "core/format/safetensors.h"

#include "core/base/counted.h"
#include "core/base/json.h"
#include "core/base/message_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <optional>
#include <utility>

namespace core {

namespace {

static_assert(std::endian::native == std::endian::little, "safetensors files are little-endian");

constexpr std::size_t lengthFieldBytes = 8;
constexpr std::uint64_t headerBytesLimit = 100'000'000;  // the format's own
constexpr std::string_view metadataKey = "__metadata__";

// Bytes [begin, end) of what follows the header.
struct DataRange {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    auto operator<=>(const DataRange &) const = default;  // NOLINT(modernize-use-nullptr): clang-tidy 14 sees a 0 in it
};

struct LocatedTensor {
    TensorEntry entry;
    DataRange range;
};

std::string bytesText(std::uint64_t count)
{
    return counted(count, "byte");
}

Error badTensor(const std::string &name, const std::string &reason)
{
    return badInput(fmt::format("tensor {} {}", quotedText(name), reason));
}

Result<std::map<std::string, std::string>> parseMetadata(const nlohmann::json &json)
{
    if (!json.is_object())
        return badInput("__metadata__ is not a JSON object");
    std::map<std::string, std::string> metadata;
    for (const auto &[key, value] : json.items()) {
        if (!value.is_string())
            return badInput(fmt::format("the value of {} in __metadata__ is not a string", quotedText(key)));
        metadata[key] = value.get<std::string>();
    }
    return metadata;
}

// A whole number from 0 to the largest int64.
std::optional<std::int64_t> countIn(const nlohmann::json &json)
{
    if (!json.is_number_unsigned() || json.get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max())
        return std::nullopt;
    return json.get<std::int64_t>();
}

// The member `key` as a list of such numbers.
std::optional<std::vector<std::int64_t>> countsIn(const nlohmann::json &tensor, const char *key)
{
    const auto found = tensor.find(key);
    if (found == tensor.end() || !found->is_array())
        return std::nullopt;
    std::vector<std::int64_t> counts;
    for (const nlohmann::json &item : *found) {
        const auto count = countIn(item);
        if (!count)
            return std::nullopt;
        counts.push_back(*count);
    }
    return counts;
}

// How many bytes the shape takes; nothing where the number does not fit or the last byte is not full.
std::optional<std::uint64_t> byteCount(const std::vector<std::int64_t> &shape, DType dtype)
{
    std::uint64_t bits = static_cast<std::uint64_t>(describe(dtype).bits);
    for (const std::int64_t dimension : shape) {
        if (__builtin_mul_overflow(bits, static_cast<std::uint64_t>(dimension), &bits))
            return std::nullopt;
    }
    return bits % 8 == 0 ? std::optional(bits / 8) : std::nullopt;
}

Result<DType> parseDType(const std::string &name, const nlohmann::json &tensor)
{
    const auto found = tensor.find("dtype");
    if (found == tensor.end() || !found->is_string())
        return badTensor(name, "has no dtype");
    const auto dtype = dtypeNamed(found->get_ref<const std::string &>());
    if (!dtype)
        return badTensor(name, "has the unknown dtype " + quotedText(found->get_ref<const std::string &>()));
    return *dtype;
}

Result<DataRange> parseRange(const std::string &name, const nlohmann::json &tensor)
{
    const auto offsets = countsIn(tensor, "data_offsets");
    if (!offsets || offsets->size() != 2 || offsets->front() > offsets->back())
        return badTensor(name, "has no data_offsets of the form [begin, end] with 0 <= begin <= end");
    return DataRange{static_cast<std::uint64_t>(offsets->front()), static_cast<std::uint64_t>(offsets->back())};
}

std::optional<Error> sizeMismatch(const TensorEntry &entry, const DataRange &range)
{
    const auto expected = byteCount(entry.shape, entry.dtype);
    const std::string kind = dimensionsText(entry.shape) + " of " + std::string(describe(entry.dtype).name);
    if (!expected)
        return badTensor(entry.name, fmt::format("is {}, which is no possible number of bytes", kind));
    if (*expected != range.end - range.begin) {
        return badTensor(entry.name, fmt::format("is {}, which takes {}, but its data_offsets span {}", kind,
                                                 bytesText(*expected), range.end - range.begin));
    }
    return std::nullopt;
}

Result<LocatedTensor> parseTensor(const std::string &name, const nlohmann::json &tensor)
{
    if (!tensor.is_object())
        return badTensor(name, "is not described by a JSON object");
    const auto dtype = parseDType(name, tensor);
    if (!dtype)
        return dtype.error();
    auto shape = countsIn(tensor, "shape");
    if (!shape)
        return badTensor(name, "has no shape that is a list of whole numbers from 0");
    const auto range = parseRange(name, tensor);
    if (!range)
        return range.error();
    LocatedTensor located{{name, *dtype, std::move(*shape)}, *range};
    if (const auto mismatch = sizeMismatch(located.entry, *range))
        return *mismatch;
    return located;
}

// The tensors must follow each other without a gap or an overlap. Returns where the last one ends.
Result<std::uint64_t> endOfData(const std::vector<LocatedTensor> &tensors)
{
    std::vector<const LocatedTensor *> byPlace;
    for (const LocatedTensor &tensor : tensors)
        byPlace.push_back(&tensor);
    std::ranges::sort(byPlace, {}, &LocatedTensor::range);
    std::uint64_t end = 0;
    for (const LocatedTensor *tensor : byPlace) {
        const DataRange &range = tensor->range;
        if (range.begin != end) {
            return badTensor(tensor->entry.name,
                             fmt::format("begins at byte {}{}, expected {}", range.begin,
                                         range.begin < end ? ", inside the tensor before it" : ", behind a gap", end));
        }
        end = range.end;
    }
    return end;
}

std::optional<Error> lengthMismatch(std::uint64_t calledFor, std::uint64_t present)
{
    const std::string counts = fmt::format(": its header calls for {} but there are {}", bytesText(calledFor), present);
    if (present < calledFor)
        return badInput("the file is cut short" + counts);
    if (present > calledFor)
        return badInput("the file has bytes that belong to no tensor" + counts);
    return std::nullopt;
}

}  // namespace

Result<std::uint64_t> safetensorsHeaderBytes(std::span<const std::byte> beginning, std::uint64_t fileBytes)
{
    if (fileBytes < lengthFieldBytes)
        return badInput(fmt::format("the file has {}, too few for a safetensors header", bytesText(fileBytes)));
    std::uint64_t length = 0;
    std::memcpy(&length, beginning.data(), lengthFieldBytes);
    if (length > headerBytesLimit) {
        return badInput(
            fmt::format("this is not a safetensors file: it begins with a header length of {}, expected at most {}", length,
                        headerBytesLimit));
    }
    if (length > fileBytes - lengthFieldBytes) {
        return badInput(fmt::format("the file is cut short: its header calls for {} but there are {}",
                                    bytesText(lengthFieldBytes + length), fileBytes));
    }
    return lengthFieldBytes + length;
}

Result<SafetensorsContents> parseSafetensors(std::span<const std::byte> beginning, std::uint64_t fileBytes)
{
    const auto dataBegin = safetensorsHeaderBytes(beginning, fileBytes);
    if (!dataBegin)
        return dataBegin.error();
    const std::string_view text(reinterpret_cast<const char *>(beginning.data()) + lengthFieldBytes,
                                *dataBegin - lengthFieldBytes);
    if (!text.starts_with('{'))
        return badInput("this is not a safetensors file: its header does not begin with {");
    const auto header = parseJson(text, {.bytes = headerBytesLimit, .depth = 8});
    if (!header)
        return inContext("the safetensors header", header.error());

    SafetensorsContents contents;
    std::vector<LocatedTensor> located;
    for (const auto &[name, value] : header->items()) {
        if (name == metadataKey) {
            auto metadata = parseMetadata(value);
            if (!metadata)
                return metadata.error();
            contents.metadata = *std::move(metadata);
            continue;
        }
        auto tensor = parseTensor(name, value);
        if (!tensor)
            return tensor.error();
        located.push_back(*std::move(tensor));
    }

    const auto dataEnd = endOfData(located);
    if (!dataEnd)
        return dataEnd.error();
    if (const auto mismatch = lengthMismatch(*dataBegin + *dataEnd, fileBytes))
        return *mismatch;
    for (LocatedTensor &tensor : located) {
        tensor.entry.begin = *dataBegin + tensor.range.begin;
        tensor.entry.end = *dataBegin + tensor.range.end;
        contents.tensors.push_back(std::move(tensor.entry));
    }
    return contents;
}

// The first bytes tell how long the header is.
Result<SafetensorsContents> readSafetensors(const ByteSource &file)
{
    std::vector<std::byte> beginning(std::min<std::uint64_t>(lengthFieldBytes, file.size));
    if (const auto read = file.read(0, beginning); !read)
        return read.error();
    const auto headerBytes = safetensorsHeaderBytes(beginning, file.size);
    if (!headerBytes)
        return headerBytes.error();
    beginning.resize(*headerBytes);
    if (const auto read = file.read(0, beginning); !read)
        return read.error();
    return parseSafetensors(beginning, file.size);
}

}  // namespace core
