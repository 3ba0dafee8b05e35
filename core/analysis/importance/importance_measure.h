#pragma once

#include "core/format/mechanism/attention_columns.h"

#include <span>
#include <string_view>

namespace core {

// How much each token or word counts (resources/help/importance.md). Attention is not an explanation, so a causal measure always
// stands beside it.
enum class ImportanceMeasure {
    AttentionReceived,    // mean attention paid to a token over layers, heads and queries
    AttentionFromFirst,   // what the first, classified token pays to each, last layer, mean over heads
    AttentionFromLast,    // the same of the last token, in networks that read their answer off it
    Rollout,              // attention multiplied up through the layers beside the residual stream
    ValueWeighted,        // attention times the length of what is moved
    EffectiveAttention,   // attention without what the values cannot tell apart
    Erasure,              // fall of the output when the token or word is deleted
    ErasureMask,          // ... when it is replaced by [MASK]
    ErasureKeys,          // ... when no query may attend to it
    GradientTimesInput,   // what enters the network at the token, times the output's gradient there
    IntegratedGradients,  // the same on the way from a baseline, whose steps add up to the fall of the output
    AttentionGradient,    // attention times its gradient, followed through the layers
    Contributions         // LAMA: what the word adds to the logit, exactly
};

// What a measure needs besides the model's attention.
enum class ImportanceCost {
    OnePass,    // nothing: it is read off the pass
    Gradients,  // a pass forth and back, or one for each of its steps
    Passes      // a pass for each token or word
};

struct ImportanceDescription {
    ImportanceMeasure measure;
    std::string_view id;         // as in files: "attention_received"
    std::string_view name;       // as in the window: "attention received"
    std::string_view briefName;  // beside a matrix, where there is little room
    std::string_view formula;
    bool isSigned;     // whether values may be negative
    bool isAdditive;   // whether a word's value is the sum over its pieces
    bool needsTarget;  // whether it is about one number of the model's answer
    ImportanceCost cost;
};

// In the order in which they are offered.
std::span<const ImportanceDescription> importanceDescriptions();
const ImportanceDescription &describe(ImportanceMeasure measure);

// The formula for a model whose attention has such columns. Slots are no tokens: there the signed effective map M = P F counts,
// by its size.
std::string_view importanceFormula(ImportanceMeasure measure, AttentionColumns columns);

}  // namespace core
