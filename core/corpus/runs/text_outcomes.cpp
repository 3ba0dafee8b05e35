#include "core/corpus/runs/text_outcomes.h"

#include "core/base/json.h"

#include <fmt/core.h>

namespace core {

Result<void> TextOutcomes::nextPass(std::size_t texts)
{
    for (std::size_t index = 0; index < m_ofShards.size(); ++index) {
        const TextShard shard{.number = index + 1, .count = m_ofShards.size()};
        const std::vector<PassOutcomes> &passes = m_ofShards[index];
        const std::size_t found = m_passes < passes.size() ? passes[m_passes].size() : 0;
        if (found != shard.textsAmong(texts))
            return badInput(fmt::format("shard {} of {} has the outcomes of {} texts in pass {}, expected {}: run it again",
                                        shard.number, shard.count, found, m_passes + 1, shard.textsAmong(texts)));
    }
    ++m_passes;
    return {};
}

Result<nlohmann::json> TextOutcomes::known(std::size_t text) const
{
    const std::size_t shards = m_ofShards.size();
    const Result<nlohmann::json> json = parseJson(m_ofShards[text % shards][m_passes - 1][text / shards]);
    return json ? json : damagedOutcome(text);
}

Error damagedOutcome(std::size_t text)
{
    return badInput(fmt::format("what a shard holds of text {} is damaged: run the shard again", text + 1));
}

}  // namespace core
