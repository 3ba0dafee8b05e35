#include "core/format/torch/stored_tensors.h"

#include "core/base/message_text.h"
#include "core/format/torch/state_dictionary.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace core {
namespace {

// Tensors may share their numbers or repeat one along a dimension, but a small file must not stand for endless work.
constexpr std::uint64_t mostBytesPerByte = 16;
constexpr std::uint64_t mostElements = std::uint64_t(1) << 56;  // so that their bytes can be counted
constexpr std::uint64_t freeBytes = std::uint64_t(256) << 20;

Error badStoredTensor(const std::string &name, const std::string &reason)
{
    return badInput(fmt::format("tensor {} {}", quotedText(name), reason));
}

struct Extent {
    std::uint64_t elements = 1;  // of the tensor
    std::uint64_t reach = 1;     // elements of the storage from its first to behind its last
};

// Nothing where the numbers do not fit.
std::optional<Extent> extentOf(const PickledTensor &tensor)
{
    Extent extent;
    for (const std::int64_t size : tensor.shape) {
        if (__builtin_mul_overflow(extent.elements, static_cast<std::uint64_t>(size), &extent.elements))
            return std::nullopt;
    }
    if (extent.elements == 0)
        return Extent{0, 0};
    if (extent.elements > mostElements)
        return std::nullopt;
    for (std::size_t dimension = 0; dimension < tensor.shape.size(); ++dimension) {
        const auto last = static_cast<std::uint64_t>(tensor.shape[dimension]) - 1;
        std::uint64_t step = 0;
        if (__builtin_mul_overflow(last, static_cast<std::uint64_t>(tensor.strides[dimension]), &step) ||
            __builtin_add_overflow(extent.reach, step, &extent.reach))
            return std::nullopt;
    }
    return extent;
}

// Whether the elements follow each other in row-major order; the stride of a dimension of one says nothing.
bool isRowMajor(const PickledTensor &tensor)
{
    std::int64_t expected = 1;
    for (std::size_t dimension = tensor.shape.size(); dimension-- > 0;) {
        if (tensor.shape[dimension] != 1 && tensor.strides[dimension] != expected)
            return false;
        expected *= tensor.shape[dimension];
    }
    return true;
}

Result<StoragePlace> placeOf(const std::string &name, const PickledStorage &storage, DType dtype,
                             const StoragePlaces &places)
{
    const auto found = places.find(storage.key);
    if (found == places.end())
        return badStoredTensor(name, fmt::format("lies in the storage {}, which the file lacks", quotedText(storage.key)));
    const std::uint64_t bits = storage.dtype ? static_cast<std::uint64_t>(describe(*storage.dtype).bits) : 8;
    std::uint64_t bytes = 0;
    if (__builtin_mul_overflow(storage.elements, bits / 8, &bytes) || bytes != found->second.bytes) {
        return badStoredTensor(name,
                               fmt::format("lies in a storage of {} elements of {}, but it has {} bytes", storage.elements,
                                           describe(storage.dtype.value_or(dtype)).name, found->second.bytes));
    }
    return found->second;
}

Result<TensorEntry> entryOf(const std::string &name, const PickledTensor &tensor, const StoragePlaces &places)
{
    TensorEntry entry{.name = name, .dtype = tensor.dtype, .shape = tensor.shape};
    if (describe(tensor.dtype).bits == 0)
        return entry;
    const auto place = placeOf(name, tensor.storage, tensor.dtype, places);
    if (!place)
        return place.error();
    const auto extent = extentOf(tensor);
    const std::uint64_t size = static_cast<std::uint64_t>(describe(tensor.dtype).bits) / 8;
    const std::uint64_t held = place->bytes / size;
    if (!extent || tensor.offset > held || extent->reach > held - tensor.offset)
        return badStoredTensor(name, fmt::format("reaches beyond its storage of {} elements", held));
    entry.begin = place->begin + tensor.offset * size;
    entry.end = entry.begin + extent->reach * size;
    if (extent->elements > 0 && !isRowMajor(tensor))
        entry.strides = tensor.strides;
    return entry;
}

// In memory, once read; none of a tensor that cannot be.
std::uint64_t bytesOf(const TensorEntry &entry)
{
    if (describe(entry.dtype).bits == 0)
        return 0;
    return static_cast<std::uint64_t>(entry.elements()) * static_cast<std::uint64_t>(describe(entry.dtype).bits) / 8;
}

}  // namespace

Result<WeightFileContents> storedTensors(const Pickle &pickle, const StoragePlaces &places, std::uint64_t fileBytes)
{
    const auto state = stateDictionary(pickle);
    if (!state)
        return state.error();
    WeightFileContents contents;
    contents.part = state->key;
    std::map<std::string, TensorEntry> tensors;  // of a name that is there twice, Python keeps the later
    for (const auto &[key, value] : state->tensors->items) {
        const auto *name = pickle.get<std::string>(key);
        const auto *tensor = pickle.get<PickledTensor>(value);
        if (!name || !tensor)
            continue;
        auto entry = entryOf(*name, *tensor, places);
        if (!entry)
            return entry.error();
        tensors.insert_or_assign(*name, *std::move(entry));
    }
    std::uint64_t left = freeBytes + mostBytesPerByte * fileBytes;
    for (auto &[name, entry] : tensors) {
        if (bytesOf(entry) > left)
            return badStoredTensor(
                name, "and those before it take far more memory than the file, expected tensors that are stored");
        left -= bytesOf(entry);
        contents.tensors.push_back(std::move(entry));
    }
    return contents;
}

}  // namespace core
