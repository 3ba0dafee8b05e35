#pragma once

#include "core/analysis/svd/batched_singular_values.h"
#include "core/base/indices.h"
#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/model/forward_trace.h"

#include <span>
#include <vector>

namespace core {

// Which matrices of a pass to decompose; what the trace did not keep or the mechanism does not have stays empty.
struct SpectraOptions {
    bool scores = true;
    bool attention = true;
    bool centeredAttention = false;  // P C, see centered_attention.h
    bool centeredLog = false;        // log(P) C: the head size a map needs. Not of LAMA, whose scores are no product
    bool effective = true;           // Linformer
    bool residuals = false;          // of embeddings and hidden states to rank one
    // Scores are query * key^T / sqrt(dh) of the kept projections: standard, symmetric and shared, but neither pairwise (which
    // pairs features first) nor Linformer (which compresses the keys). Allows the thin factors where they are cheaper.
    bool scoresAreProducts = false;
};

// Singular values of every head of one pass. An encoder has layers x heads matrices of each kind, layer by layer; LAMA one matrix
// over all its heads. Empty: not asked for, not kept or not defined (linear attention has no scores).
struct SpectrumSet {
    int layers = 0;
    int heads = 0;
    SingularValues scores = {};     // by the thin factors min(n, dh) values, the others being zeros; LAMA: of F, m x n
    SingularValues attention = {};  // Linformer: of n x slots; linear, context first: of dh x dh; LAMA: of A, m x n
    SingularValues centeredAttention = {};
    SingularValues centeredLog = {};
    SingularValues effective = {};       // Linformer: of n x n
    SingularValues sentence = {};        // LAMA, with attention: of the sentence matrix, m x D
    std::vector<double> residuals = {};  // residualToRankOne of the embeddings and of every layer's hidden state

    std::span<const double> of(const SingularValues &values, HeadRef head) const
    {
        return values.isEmpty() ? std::span<const double>() : values[head.layer.value * heads + head.head.value];
    }
};

// Over all cores. Layers of one trace have equal shapes.
Result<SpectrumSet> spectra(const ForwardTrace &trace, const SpectraOptions &options, const StopToken &stop);

}  // namespace core
