#pragma once

#include "core/analysis/importance/word_importance.h"
#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/importance/importance_pass.h"

#include <span>
#include <vector>

namespace core {

// What becomes of an erased token (resources/help/importance.md, Erasure).
enum class ErasureForm {
    Delete,   // left out, those behind it move up (Li et al. 2016)
    Replace,  // [MASK] in its place, or the unknown token where the vocabulary has no [MASK]
    HideKey   // no query may attend to it, in any layer and head; LAMA: no weight on it, the others sum to 1
};

// y - y without the tokens of the span, of each span: leave-one-out, a pass for each over all cores. NaN for special tokens, for
// all that a model reads, where the token that is guessed would be deleted itself, and where nothing could be put in a token's place.
Result<std::vector<double>> erasureFalls(const ImportancePass &pass, ErasureForm form, std::span<const TokenSpan> spans,
                                         const ImportanceTarget &target, const StopToken &stop);

// y of each part of the text, a pass for each over all cores: the tokens at these positions, which rise, as if they were all. NaN for a
// part without a token, and without the one that is guessed.
Result<std::vector<double>> outputsOfParts(const ImportancePass &pass, std::span<const std::vector<int>> parts,
                                           const ImportanceTarget &target, const StopToken &stop);

}  // namespace core
