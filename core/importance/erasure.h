#pragma once

#include "core/analysis/importance/word_importance.h"
#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/importance/importance_pass.h"

#include <functional>
#include <span>
#include <vector>

namespace core {

// What becomes of an erased token (resources/help/importance.md, Erasure).
enum class ErasureForm {
    Delete,   // left out, those behind it move up (Li et al. 2016)
    Replace,  // [MASK] in its place, or the unknown token where the vocabulary has no [MASK]
    HideKey   // no query may attend to it, in any layer and head; LAMA: no weight on it, the others sum to 1
};

// Of a text of many words: in which order its falls are worked out, and who hears of them.
struct ErasureListener {
    std::function<std::vector<int>()> shown = {};  // tokens that somebody looks at now: their spans come first
    // Now and then the falls that are there, NaN where they are still to come; from the thread that asks for them.
    std::function<void(const std::vector<double> &falls)> soFar = {};
    std::vector<double> known = {};  // from an earlier run of the same; empty, or NaN where there is none
};

// y - y without the tokens of the span, of each span: leave-one-out, a pass for each over all cores. NaN for special tokens, for
// all that a model reads, where the token that is guessed would be deleted itself, and where nothing could be put in a token's place.
Result<std::vector<double>> erasureFalls(const ImportancePass &pass, ErasureForm form, std::span<const TokenSpan> spans,
                                         const ImportanceTarget &target, const StopToken &stop,
                                         const ErasureListener &listener = {});

// y of each part of the text, a pass for each over all cores: the tokens at these positions, which rise, as if they were all. NaN for a
// part without a token, and without the one that is guessed.
Result<std::vector<double>> outputsOfParts(const ImportancePass &pass, std::span<const std::vector<int>> parts,
                                           const ImportanceTarget &target, const StopToken &stop);

}  // namespace core
