#pragma once

#include "core/base/result.h"
#include "core/text/models/subword_model.h"

#include <memory>
#include <vector>

namespace core {

struct UnigramDefinition {
    Vocabulary vocabulary;
    std::vector<double> scores;  // the logarithm of each piece's probability, by its id
    std::optional<TokenId> unknown = {};
    bool fallsBackToBytes = false;
};

// The pieces whose scores have the largest sum (Viterbi); unknown characters count 10 less than the least of all pieces, and
// neighbors are one piece. Refuses a model without an unknown piece, as any text may have a character that no piece has.
Result<std::shared_ptr<const SubwordModel>> makeUnigramModel(UnigramDefinition definition);

}  // namespace core
