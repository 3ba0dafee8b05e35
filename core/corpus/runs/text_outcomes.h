#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace core {

// One of the parts that the texts of a run are dealt out to, so that several machines can share them: of N shards the first has the
// texts 1, N + 1, 2 N + 1 ..., counted from 1.
struct TextShard {
    std::size_t number = 1;  // from 1 to count
    std::size_t count = 1;

    std::size_t textsAmong(std::size_t all) const { return all < number ? 0 : (all - number) / count + 1; }
    // Place of its index-th text among all.
    std::size_t placeOf(std::size_t index) const { return number - 1 + index * count; }

    bool operator==(const TextShard &) const = default;
};

// What the texts of a shard gave when a run went over them, one after the other, as JSON.
using PassOutcomes = std::vector<std::string>;

// What single texts gave, kept by a run of one shard, or known to a run that puts all shards together and then computes nothing. A run
// goes over its texts in one pass or in several, such as one for each model, always in the same order.
class TextOutcomes
{
public:
    // Keeps what the texts of the shard give; forEachText() then ends as if it was stopped, since the other texts are missing.
    explicit TextOutcomes(TextShard shard) : m_shard(shard) {}
    // Knows the passes of every shard, in the order of their numbers.
    explicit TextOutcomes(std::vector<std::vector<PassOutcomes>> ofShards) : m_ofShards(std::move(ofShards)) {}

    // That outcomes are kept of; none where all are known.
    const std::optional<TextShard> &shard() const { return m_shard; }

    // Of the next pass, to be filled.
    PassOutcomes &addPass() { return m_kept.emplace_back(); }
    const std::vector<PassOutcomes> &kept() const { return m_kept; }

    // The next pass, of so many texts; refuses shards that had other texts.
    Result<void> nextPass(std::size_t texts);
    // Of a text of this pass.
    Result<nlohmann::json> known(std::size_t text) const;

private:
    std::optional<TextShard> m_shard;
    std::vector<PassOutcomes> m_kept;
    std::vector<std::vector<PassOutcomes>> m_ofShards;
    std::size_t m_passes = 0;  // that were begun
};

// An outcome that is not what this run could have written.
Error damagedOutcome(std::size_t text);

}  // namespace core
