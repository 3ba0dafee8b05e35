#pragma once

#include "core/base/result.h"
#include "core/corpus/runs/corpus_logits.h"
#include "core/model/loaded_model.h"

#include <cstddef>
#include <span>
#include <vector>

namespace core {

// Of each output of the first model the output of the second that has the same name. Of a regression there is nothing to name. Refuses
// heads of different kinds, and names that are not the same or stand several times.
Result<std::vector<std::size_t>> sameOutputs(const LoadedModel &first, const LoadedModel &second);

// The second model's logits in the order of the first one's outputs.
void orderLike(std::span<const std::size_t> outputs, std::vector<TextLogits> &answers);

}  // namespace core
