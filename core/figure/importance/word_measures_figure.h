#pragma once

#include "core/figure/values/bar_figure.h"
#include "core/figure/values/display_units.h"
#include "core/pipeline/importance_report.h"

#include <optional>
#include <string>
#include <vector>

namespace core {

// One measure of every word.
struct WordMeasuresColumn {
    ImportanceMeasure measure = ImportanceMeasure::AttentionReceived;
    std::string explanation;  // its formula, and which output it is about
    std::string absence;      // one sentence that says why there are no bars
    bool isPending = false;   // of no row it is worked out yet
    BarFigure bars;           // one for each row; without a number where the measure is not defined
};

// Measures of importance beside each other, a row for each word or token. Every column has a scale of its own, as their units differ.
struct WordMeasuresFigure {
    std::vector<int> units;  // of the display units, the row's; in the order shown
    std::vector<std::string> labels;
    std::string unitName;  // "word"
    std::vector<WordMeasuresColumn> columns;
};

// Sorted by a measure, the largest first and what is undefined last; or as the words stand in the sentence.
WordMeasuresFigure wordMeasuresFigure(const ImportanceReport &report, const DisplayUnits &units,
                                      const std::optional<ImportanceMeasure> &sorted);

// Where the values of integrated gradients are more than 1 % apart from what they ought to sum to, a sentence that says so; else empty.
std::string incompletenessNote(const ImportanceReport &report);

// "rollout: row that is read of ..., of p(positive)": what a measure of the report is.
std::string measureExplanation(const ImportanceReport &report, ImportanceMeasure measure);

}  // namespace core
