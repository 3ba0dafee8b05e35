#pragma once

#include "core/base/parallel_for.h"
#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/corpus/runs/progress.h"
#include "core/corpus/runs/text_outcomes.h"

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

// Calls of(index) for every index below `count`, over all cores, and take(index, outcome) one after the other, see forEachText().
template <typename Of, typename Take>
Result<std::size_t> inBatches(std::size_t count, BatchSize size, Of of, Take take, const Progress &progress,
                              const StopToken &stop)
{
    using Outcome = std::invoke_result_t<Of, std::size_t>;
    const std::size_t perBatch = static_cast<std::size_t>(size) * static_cast<std::size_t>(mostThreads());
    for (std::size_t first = 0; first < count; first += perBatch) {
        std::vector<std::optional<Outcome>> outcomes(std::min(perBatch, count - first));
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
    return count;
}

// Runs only the texts of the shard that is kept, and takes none.
template <typename Of>
Result<std::size_t> keepOutcomes(std::size_t texts, BatchSize size, Of of, const Progress &progress, const StopToken &stop,
                                 TextOutcomes &outcomes)
{
    const TextShard &shard = *outcomes.shard();
    PassOutcomes &pass = outcomes.addPass();
    const auto ofShard = [&](std::size_t index) { return of(shard.placeOf(index)); };
    const auto keep = [&pass](std::size_t, const auto &outcome) -> Result<void> {
        pass.push_back(nlohmann::json(outcome).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
        return {};
    };
    const Result<std::size_t> kept = inBatches(shard.textsAmong(texts), size, ofShard, keep, progress, stop);
    return kept ? Result<std::size_t>(cancelled()) : kept.error();
}

// Of outcomes without an index or a count.
struct FitsAlways {
    bool operator()(const auto & /*outcome*/) const { return true; }
};

// Takes what the shards found.
template <typename Outcome, typename Take, typename Fits>
Result<std::size_t> takeOutcomes(std::size_t texts, Take take, Fits fits, TextOutcomes &outcomes)
{
    if (const Result<void> next = outcomes.nextPass(texts); !next)
        return next.error();
    for (std::size_t text = 0; text < texts; ++text) {
        const Result<nlohmann::json> known = outcomes.known(text);
        if (!known)
            return known.error();
        try {
            auto outcome = known->get<Outcome>();
            if (!fits(outcome))
                return damagedOutcome(text);
            if (Result<void> taken = take(text, std::move(outcome)); !taken)
                return taken.error();
        } catch (const nlohmann::json::exception &) {
            return damagedOutcome(text);
        }
    }
    return texts;
}

// The one runner over many texts. Calls of(text) with the index of every text, over all cores, for a Result, and with what it holds
// take(text, outcome) for a Result<void>, one text after the other in their order and on the calling thread: what is gathered does not
// depend on how many threads there are or how they took turns. `progress` hears of every batch. A stop ends the run between two texts,
// or in one where of() hears it, and nothing is taken of its batch. Gives how many texts were taken; fails with the error of the first
// text that has one.
//
// A run may be shared out: where there are `outcomes`, those of a shard are kept, which ends it as cancelled, or all are known and of()
// is not called. They come from a file, so that those are refused of which fits(outcome) says that an index or a count is not this run's.
// Outcomes are written as to_json() has them.
template <typename Of, typename Take, typename Fits = FitsAlways>
Result<std::size_t> forEachText(std::size_t texts, BatchSize size, Of of, Take take, const Progress &progress,
                                const StopToken &stop, TextOutcomes *outcomes = nullptr, Fits fits = {})
{
    using Outcome = std::remove_cvref_t<decltype(*std::declval<std::invoke_result_t<Of, std::size_t>>())>;
    if (!outcomes)
        return inBatches(texts, size, of, take, progress, stop);
    return outcomes->shard() ? keepOutcomes(texts, size, of, progress, stop, *outcomes)
                             : takeOutcomes<Outcome>(texts, take, fits, *outcomes);
}

}  // namespace core
