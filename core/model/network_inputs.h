#pragma once

#include "core/model/loaded_model.h"

namespace core {

// What enters a network, n x E: of an encoder the sum of word, position and token type before the first LayerNorm, of LAMA the
// word vector.
Matrix inputEmbeddings(const LoadedModel &model, std::span<const TokenId> ids);

// The same of tokens without a word: an encoder's positions and token types, LAMA's zeros.
Matrix inputsWithoutWords(const LoadedModel &model, int tokens);

// forward() with these inputs in place of those of the ids.
Result<ForwardTrace> forwardFromInputs(const LoadedModel &model, Matrix inputs, const ForwardOptions &options,
                                       const StopToken &stop);

}  // namespace core
