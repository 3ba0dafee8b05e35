#pragma once

#include "core/base/indices.h"
#include "core/model/forward_trace.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace core {

// How much each token counts. Attention is not an explanation, so a causal measure always stands beside it.
enum class ImportanceMeasure {
    AttentionReceived,   // mean attention paid to a token over layers, heads and queries
    AttentionFromFirst,  // what the classified token pays to each token, last layer, mean over heads
    Erasure              // fall of the model's output when the token or the word is deleted; causal, may be negative
};

// What one number of a measure that does not add up over the pieces of a word is about.
enum class ImportanceUnit { Token, Word };

struct ImportanceDescription {
    ImportanceMeasure measure;
    std::string_view id;    // as in files: "attention_received"
    std::string_view name;  // as in the window: "attention received"
    std::string_view formula;
    bool isSigned;    // whether values may be negative
    bool isAdditive;  // whether a word's value is the sum over its pieces
};

std::span<const ImportanceDescription> importanceDescriptions();
const ImportanceDescription &describe(ImportanceMeasure measure);

// The formula for a model whose attention has such columns. Slots are no tokens: there the signed effective map M = P F counts,
// by its size.
std::string_view importanceFormula(ImportanceMeasure measure, AttentionColumns columns);

// One number per token or word, in the unit of its measure.
struct WordImportance {
    ImportanceMeasure measure = ImportanceMeasure::AttentionReceived;
    std::vector<double> values;         // NaN where the measure is not defined
    std::vector<TokenSpan> words = {};  // what each value is about; empty: one token each, all of them
    // Which output of the head the values are about; none for measures of the attention alone.
    std::optional<std::size_t> output = {};
};

// One number for each of the spans of tokens: the sum over its tokens where the measure adds up, otherwise what the measure itself
// says about just these tokens, NaN where it was not asked.
std::vector<double> importanceOf(const WordImportance &importance, std::span<const TokenSpan> spans);

}  // namespace core
