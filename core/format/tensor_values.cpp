#include "core/format/tensor_values.h"

#include "core/base/message_text.h"

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

std::optional<std::size_t> firstNonFiniteIndex(const TensorEntry &tensor)
{
    switch (tensor.dtype) {
    case DType::F32: return firstNonFiniteIndex<Float32Layout>(tensor.bytes);
    case DType::F16: return firstNonFiniteIndex<Float16Layout>(tensor.bytes);
    case DType::BF16: return firstNonFiniteIndex<BFloat16Layout>(tensor.bytes);
    default: return std::nullopt;
    }
}

float valueAt(const TensorEntry &tensor, std::size_t index)
{
    const auto size = static_cast<std::size_t>(describe(tensor.dtype).bits) / 8;
    const TensorEntry single{{}, tensor.dtype, {}, tensor.bytes.subspan(index * size, size)};
    float value = 0;
    copyAsFloat(single, std::span(&value, 1));
    return value;
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

void copyAsFloat(const TensorEntry &tensor, std::span<float> values)
{
    assert(describe(tensor.dtype).isReadable);
    assert(static_cast<std::int64_t>(values.size()) == tensor.elements());
    if (values.empty())
        return;
    if (tensor.dtype == DType::F32)
        std::memcpy(values.data(), tensor.bytes.data(), tensor.bytes.size());
    else if (tensor.dtype == DType::F16)
        convertHalves<fromFloat16>(tensor.bytes, values);
    else
        convertHalves<fromBFloat16>(tensor.bytes, values);
}

std::optional<NonFiniteValue> firstNonFinite(const TensorEntry &tensor)
{
    const auto index = firstNonFiniteIndex(tensor);
    if (!index)
        return std::nullopt;
    return NonFiniteValue{positionOf(*index, tensor.shape), valueAt(tensor, *index)};
}

std::string nonFiniteText(const NonFiniteValue &found)
{
    std::string place;
    for (const std::int64_t index : found.position)
        place += (place.empty() ? "" : ", ") + std::to_string(index);
    const std::string value = std::isnan(found.value) ? "NaN" : found.value > 0 ? "infinity" : "-infinity";
    return "holds " + value + " at [" + place + "], expected finite numbers";
}

Result<void> checkFinite(const TensorEntry &tensor)
{
    if (const auto found = firstNonFinite(tensor))
        return badInput("tensor " + quotedText(tensor.name) + " " + nonFiniteText(*found));
    return {};
}

}  // namespace core
