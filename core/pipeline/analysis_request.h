#pragma once

#include "core/analysis/importance/word_importance.h"
#include "core/analysis/spectra/null_spectra.h"
#include "core/model/forward_trace.h"
#include "core/model/mask/attention_mask.h"
#include "core/model/rank_truncation.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace core {

// What to do with [CLS], [SEP] and their like.
enum class SpecialTokenMode {
    Show,        // as the model computed it
    Hide,        // left out of the pictures, the other numbers as they are
    Mask,        // no token may attend to them: the pass is run again without their keys
    Renormalize  // left out of the pictures, each row divided by what is left of it
};

// Spectra beside those of attention and scores, which are always there.
struct SpectraRequest {
    bool centersAttention = false;     // without the constant direction
    bool findsNeededHeadSize = false;  // log(P) C
    bool findsResiduals = false;       // to rank one, of embeddings and hidden states where they are kept

    bool operator==(const SpectraRequest &) const = default;
};

// Random maps whose spectra stand beside those of the text's own (see spectrum_baselines.h and null_spectra.h).
struct BaselineRequest {
    bool shufflesTokens = false;
    bool drawsProjections = false;     // random queries and keys; needs the kept projections
    bool permutesRows = false;         // each row of attention at random
    std::optional<HeadRef> head = {};  // the last two are of this head alone; none: of every head
    int draws = NullOptions().draws;   // of each head
    std::uint64_t seed = NullOptions().seed;

    bool operator==(const BaselineRequest &) const = default;
};

// Everything the user asked the engine for, as one comparable value.
struct AnalysisRequest {
    std::filesystem::path modelDirectory;
    std::string text;  // UTF-8
    bool masksSpecialTokens = false;
    ImportanceMeasure importance = ImportanceMeasure::AttentionReceived;
    ImportanceOptions importanceOptions = {};
    KeptTensors kept;
    SpectraRequest spectra;
    BaselineRequest baselines;
    RankTruncation truncation;  // asks for a second pass beside the whole one
    AttentionMask mask = {};    // asks for a second pass beside the one without it

    bool operator==(const AnalysisRequest &) const = default;
};

}  // namespace core
