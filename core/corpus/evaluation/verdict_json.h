#pragma once

#include "core/corpus/evaluation/evaluation.h"
#include "core/corpus/runs/outcome_json.h"

namespace core {

// A verdict in a file of outcomes.

// NOLINTBEGIN(readability-identifier-naming): the library's names
inline void to_json(nlohmann::json &json, const Verdict &verdict)
{
    json = nlohmann::json::array({verdict.predicted, exactJson(verdict.probability), exactJson(verdict.loss),
                                  exactJson(verdict.value), exactJson(verdict.label), verdict.isCorrect, verdict.isCut});
}

inline void from_json(const nlohmann::json &json, Verdict &verdict)
{
    verdict = {.predicted = json.at(0).get<std::size_t>(),
               .probability = exactNumber(json.at(1)),
               .loss = exactNumber(json.at(2)),
               .value = exactNumber(json.at(3)),
               .label = exactNumber(json.at(4)),
               .isCorrect = json.at(5).get<bool>(),
               .isCut = json.at(6).get<bool>()};
}
// NOLINTEND(readability-identifier-naming)

// Whether what was predicted is an answer of the model, or one of its pieces.
bool namesAnswer(const LoadedModel &model, const Verdict &verdict);

}  // namespace core
