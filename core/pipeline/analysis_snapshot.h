#pragma once

#include "core/analysis/importance/word_importance.h"
#include "core/analysis/measures/attention_divergence.h"
#include "core/analysis/measures/head_measures.h"
#include "core/analysis/spectra/spectra.h"
#include "core/model/forward_trace.h"
#include "core/model/loaded_model.h"
#include "core/pipeline/analysis_request.h"
#include "core/text/token.h"

#include <memory>
#include <vector>

namespace core {

struct StageMilliseconds {
    double tokenize = 0;
    double forward = 0;
    double analyze = 0;

    double total() const { return tokenize + forward + analyze; }
};

// The same tokens through the model with some heads' attention cut to a lower rank.
struct TruncatedPass {
    RankTruncation truncation;
    ForwardTrace trace;  // of an encoder only the attention, where the request keeps it
    std::vector<double> outputs;
};

struct AnalysisSnapshot;

// The same tokens through the model under the request's mask.
struct MaskedPass {
    // What a view shows of it, as a snapshot of its own: trace, outputs, spectra, measures, importance, the truncated pass and random
    // maps are those under the mask, the rest is that of the snapshot beside it.
    std::shared_ptr<const AnalysisSnapshot> answer;
    AttentionDivergence divergence;  // of every head, from the pass without the mask
};

// The whole answer to one request, never changed once made. Parts that a new request did not touch are the same pointers as before.
struct AnalysisSnapshot {
    AnalysisRequest request;
    std::shared_ptr<const LoadedModel> model;
    std::shared_ptr<const TokenizedText> text;
    std::shared_ptr<const ForwardTrace> trace;
    std::shared_ptr<const SpectrumSet> spectra;
    std::shared_ptr<const HeadMeasureTable> measures;
    std::shared_ptr<const WordImportance> importance;
    std::vector<double> outputs;  // as modelOutputs() gives them: probabilities or values
    std::shared_ptr<const TruncatedPass>
        truncated;  // null where no truncation is asked for, or a mask is: then it is under the mask
    // Of random attention; null where none is asked for, or a mask is, and drawnSpectra where the mechanism has none.
    std::shared_ptr<const SpectrumSet> shuffledSpectra;  // one pass of every head
    std::shared_ptr<const NullSpectra> drawnSpectra;     // random queries and keys
    std::shared_ptr<const NullSpectra> permutedSpectra;  // rows permuted
    AttentionMask mask = {};                   // what the trace was made under; active only in the answer of a MaskedPass
    std::shared_ptr<const MaskedPass> masked;  // null where no mask is asked for
    StageMilliseconds milliseconds;
};

// What a picture of one pass shows: the pass under the mask where one is asked for, otherwise the only one.
inline const AnalysisSnapshot &shownPass(const AnalysisSnapshot &snapshot)
{
    return snapshot.masked && snapshot.masked->answer ? *snapshot.masked->answer : snapshot;
}

}  // namespace core
