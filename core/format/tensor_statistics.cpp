#include "core/format/tensor_statistics.h"

#include "core/base/parallel_for.h"
#include "core/format/tensor_values.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <span>

namespace core {
namespace {

// Numbers of one tensor that are looked at together. A view with strides is one block.
struct TensorBlock {
    std::size_t tensor = 0;
    std::uint64_t firstByte = 0;
    std::uint64_t byteCount = 0;
};

constexpr std::uint64_t blockBytes = std::uint64_t{1} << 18;  // stays in a core's cache
constexpr std::size_t blocksAtOnce = 256;                     // between two looks at the clock

// What a block adds to its tensor.
struct BlockSums {
    double minimum = std::numeric_limits<double>::infinity();
    double maximum = -std::numeric_limits<double>::infinity();
    double squares = 0;
    std::int64_t count = 0;
    std::int64_t zeros = 0;
    std::int64_t nonFinite = 0;

    void add(const BlockSums &other)
    {
        minimum = std::min(minimum, other.minimum);
        maximum = std::max(maximum, other.maximum);
        squares += other.squares;
        count += other.count;
        zeros += other.zeros;
        nonFinite += other.nonFinite;
    }
};

template <typename Number>
BlockSums sumsOf(std::span<const Number> numbers)
{
    BlockSums sums{.count = static_cast<std::int64_t>(numbers.size())};
    for (const Number number : numbers) {
        if (!std::isfinite(static_cast<float>(number))) {
            ++sums.nonFinite;
            continue;
        }
        const auto value = static_cast<double>(number);
        sums.minimum = std::min(sums.minimum, value);
        sums.maximum = std::max(sums.maximum, value);
        sums.squares += value * value;
        sums.zeros += value == 0.0 ? 1 : 0;
    }
    return sums;
}

std::uint64_t bytesOfNumber(const TensorEntry &tensor)
{
    return static_cast<std::uint64_t>(describe(tensor.dtype).bits) / 8;
}

BlockSums sumsOfView(const Checkpoint &checkpoint, const TensorEntry &tensor)
{
    std::vector<float> numbers(static_cast<std::size_t>(tensor.elements()));
    readAsFloat(checkpoint, tensor, numbers);
    return sumsOf<float>(numbers);
}

BlockSums sumsOf(const Checkpoint &checkpoint, const TensorBlock &block)
{
    const TensorEntry &tensor = checkpoint.tensors()[block.tensor];
    if (!tensor.strides.empty())
        return sumsOfView(checkpoint, tensor);
    std::vector<std::byte> bytes(block.byteCount);
    checkpoint.read(tensor, block.firstByte, bytes);
    const std::size_t count = block.byteCount / bytesOfNumber(tensor);
    if (tensor.dtype == DType::F64) {
        std::vector<double> numbers(count);
        std::memcpy(numbers.data(), bytes.data(), bytes.size());
        return sumsOf<double>(numbers);
    }
    std::vector<float> numbers(count);
    convertToFloat(tensor.dtype, bytes, numbers);
    return sumsOf<float>(numbers);
}

void addBlocks(std::size_t tensor, const TensorEntry &entry, std::vector<TensorBlock> &blocks)
{
    if (!entry.strides.empty()) {
        blocks.push_back({tensor, 0, entry.byteCount()});
        return;
    }
    for (std::uint64_t first = 0; first < entry.byteCount(); first += blockBytes)
        blocks.push_back({tensor, first, std::min(blockBytes, entry.byteCount() - first)});
}

TensorStatistics statisticsOf(const BlockSums &sums)
{
    TensorStatistics statistics{.nonFinite = sums.nonFinite};
    if (sums.count > sums.nonFinite) {
        statistics.minimum = sums.minimum;
        statistics.maximum = sums.maximum;
        statistics.norm = std::sqrt(sums.squares);
    }
    if (sums.count > 0)
        statistics.zeroShare = static_cast<double>(sums.zeros) / static_cast<double>(sums.count);
    return statistics;
}

}  // namespace

Result<std::vector<std::optional<TensorStatistics>>> tensorStatistics(const Checkpoint &checkpoint,
                                                                      const BytesRead &bytesRead, const StopToken &stop)
{
    std::vector<TensorBlock> blocks;
    std::uint64_t all = 0;
    for (std::size_t tensor = 0; tensor < checkpoint.tensors().size(); ++tensor) {
        const TensorEntry &entry = checkpoint.tensors()[tensor];
        if (!describe(entry.dtype).isReadable)
            continue;
        addBlocks(tensor, entry, blocks);
        all += entry.byteCount();
    }
    std::vector<BlockSums> sums(checkpoint.tensors().size());
    std::uint64_t done = 0;
    for (std::size_t first = 0; first < blocks.size(); first += blocksAtOnce) {
        if (stop.stop_requested())
            return cancelled();
        const auto some = std::span(blocks).subspan(first, std::min(blocksAtOnce, blocks.size() - first));
        std::vector<BlockSums> found(some.size());
        parallelFor(static_cast<int>(some.size()), static_cast<double>(blockBytes), [&](int block) {
            found[static_cast<std::size_t>(block)] = sumsOf(checkpoint, some[static_cast<std::size_t>(block)]);
        });
        for (std::size_t block = 0; block < some.size(); ++block) {
            sums[some[block].tensor].add(found[block]);
            done += some[block].byteCount;
        }
        if (bytesRead)
            bytesRead(done, all);
    }
    std::vector<std::optional<TensorStatistics>> statistics;
    for (std::size_t tensor = 0; tensor < sums.size(); ++tensor) {
        const bool isReadable = describe(checkpoint.tensors()[tensor].dtype).isReadable;
        statistics.push_back(isReadable ? std::optional(statisticsOf(sums[tensor])) : std::nullopt);
    }
    return statistics;
}

}  // namespace core
