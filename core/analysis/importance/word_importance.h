#pragma once

#include "core/analysis/importance/importance_measure.h"
#include "core/analysis/importance/importance_options.h"
#include "core/base/indices.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace core {

// The number y of a model's answer that measures are about: one output of one row of its logits.
struct ImportanceTarget {
    int row = 0;             // the token that a masked language model guesses; 0 for a classifier
    std::size_t output = 0;  // class, label, value or piece
    TargetQuantity quantity = TargetQuantity::Probability;

    bool operator==(const ImportanceTarget &) const = default;
};

// What the values of integrated gradients sum to, and what they ought to.
struct Completeness {
    double sum = 0;
    double difference = 0;  // y of the text less that of the baseline

    // Within 1 % of each other.
    bool isComplete() const;
};

// One number per token or word, in the unit of its measure.
struct WordImportance {
    ImportanceMeasure measure = ImportanceMeasure::AttentionReceived;
    std::vector<double> values;         // NaN where the measure is not defined
    std::vector<TokenSpan> words = {};  // what each value is about; empty: one token each, all of them
    // What the values are about; none for measures of the attention alone, and where the model has none.
    std::optional<ImportanceTarget> target = {};
    std::optional<Completeness> completeness = {};
};

// One number for each of the spans of tokens: the sum over its tokens where the measure adds up, otherwise what the measure itself
// says about just these tokens, NaN where it was not asked.
std::vector<double> importanceOf(const WordImportance &importance, std::span<const TokenSpan> spans);

}  // namespace core
