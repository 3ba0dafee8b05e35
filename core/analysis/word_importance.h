#pragma once

#include "core/model/forward_trace.h"

#include <span>
#include <string_view>
#include <vector>

namespace core {

// How much each token counts. Attention is not an explanation, so a causal measure always stands beside it.
enum class ImportanceMeasure {
    AttentionReceived,   // mean attention paid to a token over layers, heads and queries
    AttentionFromFirst,  // what the classified token pays to each token, last layer, mean over heads
    Erasure              // fall of the predicted class's probability when the token is deleted; causal, may be negative
};

struct ImportanceDescription {
    ImportanceMeasure measure;
    std::string_view id;    // as in files: "attention_received"
    std::string_view name;  // as in the window: "attention received"
    std::string_view formula;
    bool isSigned;  // whether values may be negative
};

std::span<const ImportanceDescription> importanceDescriptions();
const ImportanceDescription &describe(ImportanceMeasure measure);

// The formula for a model whose attention has such columns. Slots are no tokens: there the signed effective map M = P F counts,
// by its size.
std::string_view importanceFormula(ImportanceMeasure measure, AttentionColumns columns);

// One number per token, in the unit of its measure.
struct WordImportance {
    ImportanceMeasure measure = ImportanceMeasure::AttentionReceived;
    std::vector<double> values;
};

}  // namespace core
