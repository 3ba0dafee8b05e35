#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/base/undefined.h"
#include "core/format/checkpoint.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace core {

// What the numbers of one tensor come to. Minimum, maximum and norm are of those that are finite as 32-bit floats, in which the model
// would compute; undefined where there is none.
struct TensorStatistics {
    double minimum = undefined;
    double maximum = undefined;
    double norm = undefined;       // Euclidean, summed in double
    double zeroShare = undefined;  // of exact zeros, among all numbers; undefined of an empty tensor
    std::int64_t nonFinite = 0;    // how many are NaN, an infinity or beyond a float's range
};

// So many of a checkpoint's bytes have been looked at.
using BytesRead = std::function<void(std::uint64_t done, std::uint64_t all)>;

// Of every tensor, in the checkpoint's order; nothing of one whose type cannot be read. Over all cores, and the same on any number of
// them. `bytesRead` is called now and then by the calling thread and may be empty.
Result<std::vector<std::optional<TensorStatistics>>> tensorStatistics(const Checkpoint &checkpoint,
                                                                      const BytesRead &bytesRead, const StopToken &stop);

}  // namespace core
