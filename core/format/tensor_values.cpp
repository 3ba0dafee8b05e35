#include "core/format/tensor_values.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstring>

namespace core {

namespace {

// A float of `Bits` that is not finite has every bit of its exponent set.
template <typename Bits, Bits ExponentMask>
struct FloatLayout {
    using Word = Bits;
    static constexpr Bits exponentMask = ExponentMask;
};
using Float32Layout = FloatLayout<std::uint32_t, 0x7f80'0000u>;
using Float16Layout = FloatLayout<std::uint16_t, 0x7c00u>;
using BFloat16Layout = FloatLayout<std::uint16_t, 0x7f80u>;

float fromBFloat16(std::uint16_t bits)
{
    return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16);
}

// All ones where the claim holds, otherwise zero.
std::uint32_t maskOf(bool claim)
{
    return 0u - static_cast<std::uint32_t>(claim);
}

// Moves exponent and mantissa into place and adds the difference of the exponent biases, twice for what is not finite.
// A subnormal half is m * 2^-24: it is read as 2^-14 * (1 + m/1024), from which 2^-14 is taken. The choice is made with
// masks, not branches, so that the compiler converts several at once.
float fromFloat16(std::uint16_t bits)
{
    constexpr std::uint32_t exponentMask = std::uint32_t(0x7c00) << 13;
    constexpr std::uint32_t biasDifference = std::uint32_t(127 - 15) << 23;
    constexpr std::uint32_t exponentStep = std::uint32_t(1) << 23;
    const std::uint32_t shifted = static_cast<std::uint32_t>(bits & 0x7fff) << 13;
    const std::uint32_t exponent = shifted & exponentMask;
    const std::uint32_t normal = shifted + biasDifference + (maskOf(exponent == exponentMask) & biasDifference);
    const float lifted = std::bit_cast<float>(shifted + biasDifference + exponentStep);
    const auto subnormal = std::bit_cast<std::uint32_t>(lifted - std::bit_cast<float>(biasDifference + exponentStep));
    const std::uint32_t magnitude = normal ^ ((normal ^ subnormal) & maskOf(exponent == 0));
    return std::bit_cast<float>(magnitude | static_cast<std::uint32_t>(bits & 0x8000) << 16);
}

// Runs `Convert` over two-byte numbers that may stand at odd addresses, a block at a time. A template argument, as a
// pointer would be called for every number.
template <float (*Convert)(std::uint16_t)>
void convertHalves(std::span<const std::byte> bytes, std::span<float> values)
{
    constexpr std::size_t blockSize = 1024;
    std::array<std::uint16_t, blockSize> block;
    for (std::size_t begin = 0; begin < values.size(); begin += blockSize) {
        const std::size_t count = std::min(blockSize, values.size() - begin);
        std::memcpy(block.data(), bytes.data() + begin * sizeof(std::uint16_t), count * sizeof(std::uint16_t));
        for (std::size_t place = 0; place < count; ++place)
            values[begin + place] = Convert(block[place]);
    }
}

void convertDoubles(std::span<const std::byte> bytes, std::span<float> values)
{
    std::array<double, 1024> block;
    for (std::size_t begin = 0; begin < values.size(); begin += block.size()) {
        const std::size_t count = std::min(block.size(), values.size() - begin);
        std::memcpy(block.data(), bytes.data() + begin * sizeof(double), count * sizeof(double));
        for (std::size_t place = 0; place < count; ++place)
            values[begin + place] = static_cast<float>(block[place]);
    }
}

// Looks through a block without stopping, which the compiler turns into vector code, and searches only in a block with a hit.
template <typename Layout>
std::optional<std::size_t> firstNonFiniteIndex(std::span<const std::byte> bytes)
{
    using Word = typename Layout::Word;
    constexpr std::size_t blockSize = 2048;
    const auto isNonFinite = [](Word word) { return (word & Layout::exponentMask) == Layout::exponentMask; };
    std::array<Word, blockSize> block;
    const std::size_t elements = bytes.size() / sizeof(Word);
    for (std::size_t begin = 0; begin < elements; begin += blockSize) {
        const std::size_t count = std::min(blockSize, elements - begin);
        std::memcpy(block.data(), bytes.data() + begin * sizeof(Word), count * sizeof(Word));
        Word hits = 0;
        for (std::size_t place = 0; place < count; ++place)
            hits |= static_cast<Word>(isNonFinite(block[place]));
        if (hits)
            return begin + static_cast<std::size_t>(std::find_if(block.begin(), block.end(), isNonFinite) - block.begin());
    }
    return std::nullopt;
}

// Of doubles, the first that is not finite as a float.
std::optional<std::size_t> firstBeyondFloat(std::span<const std::byte> bytes)
{
    std::array<float, 2048> block;
    const std::size_t elements = bytes.size() / sizeof(double);
    for (std::size_t begin = 0; begin < elements; begin += block.size()) {
        const std::size_t count = std::min(block.size(), elements - begin);
        const auto values = std::span(block).first(count);
        convertDoubles(bytes.subspan(begin * sizeof(double), count * sizeof(double)), values);
        if (const auto index = firstNonFiniteIndex<Float32Layout>(std::as_bytes(values)))
            return begin + *index;
    }
    return std::nullopt;
}

std::optional<std::size_t> firstNonFiniteIndex(DType dtype, std::span<const std::byte> bytes)
{
    switch (dtype) {
    case DType::F64: return firstBeyondFloat(bytes);
    case DType::F32: return firstNonFiniteIndex<Float32Layout>(bytes);
    case DType::F16: return firstNonFiniteIndex<Float16Layout>(bytes);
    case DType::BF16: return firstNonFiniteIndex<BFloat16Layout>(bytes);
    default: return std::nullopt;
    }
}

std::size_t bytesOfOne(DType dtype)
{
    return static_cast<std::size_t>(describe(dtype).bits) / 8;
}

constexpr std::size_t pieceBytes = std::size_t{1} << 18;  // small enough to stay in the processor's cache

// Reads a row-major tensor a piece at a time until take(first element, bytes) returns true.
template <typename Take>
void readRowsInPieces(const Checkpoint &checkpoint, const TensorEntry &tensor, Take take)
{
    std::vector<std::byte> buffer(std::min<std::uint64_t>(pieceBytes, tensor.byteCount()));
    const std::size_t size = bytesOfOne(tensor.dtype);
    for (std::uint64_t begin = 0; begin < tensor.byteCount(); begin += pieceBytes) {
        const auto piece = std::span(buffer).first(std::min<std::uint64_t>(pieceBytes, tensor.byteCount() - begin));
        checkpoint.read(tensor, begin, piece);
        if (take(static_cast<std::size_t>(begin) / size, std::span<const std::byte>(piece)))
            return;
    }
}

// Where the elements of a tensor with strides lie, in row-major order.
class StridedPlaces
{
public:
    explicit StridedPlaces(const TensorEntry &tensor) : m_tensor(tensor), m_index(tensor.shape.size()) {}

    std::size_t next()
    {
        const std::size_t place = m_place;
        for (std::size_t dimension = m_index.size(); dimension-- > 0;) {
            const auto stride = static_cast<std::size_t>(m_tensor.strides[dimension]);
            m_place += stride;
            if (++m_index[dimension] < m_tensor.shape[dimension])
                break;
            m_place -= stride * static_cast<std::size_t>(m_tensor.shape[dimension]);
            m_index[dimension] = 0;
        }
        return place;
    }

private:
    const TensorEntry &m_tensor;
    std::vector<std::int64_t> m_index;
    std::size_t m_place = 0;
};

// Fills `values` with the next elements. Of a size known to the compiler, which then needs no call to copy one.
template <std::size_t Size>
void gather(std::span<const std::byte> stored, StridedPlaces &places, std::span<std::byte> values)
{
    for (std::size_t place = 0; place < values.size(); place += Size)
        std::memcpy(values.data() + place, stored.data() + places.next() * Size, Size);
}

void gather(std::span<const std::byte> stored, std::size_t size, StridedPlaces &places, std::span<std::byte> values)
{
    switch (size) {
    case 2: gather<2>(stored, places, values); break;
    case 4: gather<4>(stored, places, values); break;
    default: gather<8>(stored, places, values);
    }
}

// The same of a view into its storage, of which all that it touches is read at once.
template <typename Take>
void readViewInPieces(const Checkpoint &checkpoint, const TensorEntry &tensor, Take take)
{
    std::vector<std::byte> stored(tensor.byteCount());
    checkpoint.read(tensor, 0, stored);
    const std::size_t size = bytesOfOne(tensor.dtype);
    const auto elements = static_cast<std::size_t>(tensor.elements());
    const std::size_t elementsOfPiece = pieceBytes / size;
    std::vector<std::byte> buffer(std::min(elements, elementsOfPiece) * size);
    StridedPlaces places(tensor);
    for (std::size_t first = 0; first < elements; first += elementsOfPiece) {
        const std::size_t count = std::min(elementsOfPiece, elements - first);
        const auto piece = std::span(buffer).first(count * size);
        gather(stored, size, places, piece);
        if (take(first, std::span<const std::byte>(piece)))
            return;
    }
}

template <typename Take>
void readInPieces(const Checkpoint &checkpoint, const TensorEntry &tensor, Take take)
{
    if (tensor.strides.empty())
        readRowsInPieces(checkpoint, tensor, take);
    else
        readViewInPieces(checkpoint, tensor, take);
}

double valueIn(DType dtype, std::span<const std::byte> bytes)
{
    double value = 0;
    if (dtype == DType::F64) {
        std::memcpy(&value, bytes.data(), sizeof value);
        return value;
    }
    float converted = 0;
    convertToFloat(dtype, bytes, std::span(&converted, 1));
    return converted;
}

std::vector<std::int64_t> positionOf(std::size_t index, const std::vector<std::int64_t> &shape)
{
    std::vector<std::int64_t> position(shape.size());
    for (std::size_t dimension = shape.size(); dimension-- > 0;) {
        const auto size = static_cast<std::size_t>(shape[dimension]);
        position[dimension] = static_cast<std::int64_t>(index % size);
        index /= size;
    }
    return position;
}

}  // namespace

void convertToFloat(DType dtype, std::span<const std::byte> bytes, std::span<float> values)
{
    assert(describe(dtype).isReadable);
    assert(bytes.size() == values.size() * bytesOfOne(dtype));
    if (values.empty())
        return;
    if (dtype == DType::F32)
        std::memcpy(values.data(), bytes.data(), bytes.size());
    else if (dtype == DType::F64)
        convertDoubles(bytes, values);
    else if (dtype == DType::F16)
        convertHalves<fromFloat16>(bytes, values);
    else
        convertHalves<fromBFloat16>(bytes, values);
}

void readAsFloat(const Checkpoint &checkpoint, const TensorEntry &tensor, std::span<float> values)
{
    assert(static_cast<std::int64_t>(values.size()) == tensor.elements());
    if (tensor.dtype == DType::F32 && tensor.strides.empty()) {
        checkpoint.read(tensor, 0, std::as_writable_bytes(values));
        return;
    }
    readInPieces(checkpoint, tensor, [&](std::size_t first, std::span<const std::byte> bytes) {
        convertToFloat(tensor.dtype, bytes, values.subspan(first, bytes.size() / bytesOfOne(tensor.dtype)));
        return false;
    });
}

std::optional<NonFiniteValue> firstNonFinite(const Checkpoint &checkpoint, const TensorEntry &tensor)
{
    std::optional<NonFiniteValue> found;
    if (!describe(tensor.dtype).isReadable)
        return found;
    readInPieces(checkpoint, tensor, [&](std::size_t first, std::span<const std::byte> bytes) {
        if (const auto index = firstNonFiniteIndex(tensor.dtype, bytes)) {
            const std::size_t size = bytesOfOne(tensor.dtype);
            found = NonFiniteValue{positionOf(first + *index, tensor.shape),
                                   valueIn(tensor.dtype, bytes.subspan(*index * size, size))};
        }
        return found.has_value();
    });
    return found;
}

std::string nonFiniteText(const NonFiniteValue &found)
{
    std::string place;
    for (const std::int64_t index : found.position)
        place += (place.empty() ? "" : ", ") + std::to_string(index);
    if (std::isfinite(found.value))
        return fmt::format("holds {} at [{}], expected numbers that 32-bit floats can hold", found.value, place);
    const std::string value = std::isnan(found.value) ? "NaN" : found.value > 0 ? "infinity" : "-infinity";
    return fmt::format("holds {} at [{}], expected finite numbers", value, place);
}

}  // namespace core
