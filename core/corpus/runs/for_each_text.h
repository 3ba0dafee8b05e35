#pragma once

#include "core/base/parallel_for.h"
#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/corpus/runs/progress.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace core {

// How many texts each core is given before what is done is taken.
enum class BatchSize : std::size_t {
    Watched = 4,  // progress moves and a stop is soon heard
    Whole = 32    // of runs whose answer is of use only as a whole, so that cores wait for each other less often
};

// The one runner over many texts. Calls of(text) with the index of every text, over all cores, for a Result, and with what it holds
// take(text, outcome) for a Result<void>, one text after the other in their order and on the calling thread: what is gathered does not
// depend on how many threads there are or how they took turns. `progress` hears of every batch. A stop ends the run between two texts,
// or in one where of() hears it, and nothing is taken of its batch. Gives how many texts were taken; fails with the error of the first
// text that has one.
template <typename Of, typename Take>
Result<std::size_t> forEachText(std::size_t texts, BatchSize size, Of of, Take take, const Progress &progress,
                                const StopToken &stop)
{
    using Outcome = std::invoke_result_t<Of, std::size_t>;
    const std::size_t perBatch = static_cast<std::size_t>(size) * static_cast<std::size_t>(mostThreads());
    for (std::size_t first = 0; first < texts; first += perBatch) {
        std::vector<std::optional<Outcome>> outcomes(std::min(perBatch, texts - first));
        parallelFor(static_cast<int>(outcomes.size()), worthAllCores, [&](int index) {
            if (!stop.stop_requested())
                outcomes[index].emplace(of(first + static_cast<std::size_t>(index)));
        });
        if (stop.stop_requested())
            return first;
        for (std::size_t index = 0; index < outcomes.size(); ++index) {
            Outcome &outcome = *outcomes[index];
            if (!outcome)
                return outcome.error();
            if (Result<void> taken = take(first + index, *std::move(outcome)); !taken)
                return taken.error();
        }
        if (progress)
            progress(first + outcomes.size());
    }
    return texts;
}

}  // namespace core
