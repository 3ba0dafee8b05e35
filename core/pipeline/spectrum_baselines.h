#pragma once

#include "core/analysis/spectra/null_spectra.h"
#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/model/loaded_model.h"
#include "core/pipeline/analysis_snapshot.h"
#include "core/text/token.h"

#include <vector>

namespace core {

// What a head's spectrum is by chance, in three ways that keep ever more of the head. The last two are nulls: random maps of which
// there are many draws.
enum class SpectrumBaseline { ShuffledTokens, RandomProjections, PermutedRows };

// The draws of a null as far as the snapshot has them; null of the shuffled tokens, which are one pass.
const NullSpectra *drawsOf(SpectrumBaseline baseline, const AnalysisSnapshot &snapshot);

// What a head's spectrum is compared with: how much of it the words' order brings about, and how much any queries and keys of
// its shape would have whose scores spread as far. The third baseline, rows permuted, is in null_spectra.h.

// The tokens' ids in a random order, the same for the same tokens. Special tokens stay in their places.
std::vector<TokenId> shuffledIds(const TokenizedText &text);

// Whether attention is the softmax of scores that queries and keys make. Linear attention has no scores, LAMA no queries.
bool canDrawProjections(const ModelConfig &config);

// A pass whose heads' queries and keys are drawn. It keeps its projections and its attention.
struct DrawnPass {
    const LoadedModel &model;
    const EncoderTrace &own;
    const std::vector<bool> &maskedKeys;
};

// One draw of a head: scores of Gaussian queries and keys of its shape, brought to the spread of its own, and their softmax. What
// the kind makes of the two stays: one projection where queries are keys, the scales of shared weights, the pairing M, Linformer's
// E. No pair gets attention that has none in `own`.
struct DrawnHead {
    Matrix scores;
    Matrix attention;
};
DrawnHead drawHead(const DrawnPass &pass, HeadRef head, SeededRandom &random);

// How far a head's scores spread within a row: the root of the rows' mean variance, over the keys with attention. Of the
// logarithm of attention, which is the scores up to a constant for each row; 0 where no row has two keys. A share so small that F32
// holds 0 for it counts as masked.
double rowSpread(const MatrixView &attention);

// The spectra of many draws of some heads; empty where the pass did not keep what is drawn.
Result<NullSpectra> projectionNull(const DrawnPass &pass, std::vector<HeadRef> heads, const NullOptions &options,
                                   const StopToken &stop);

}  // namespace core
