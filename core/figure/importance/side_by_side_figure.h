#pragma once

#include "core/figure/values/bar_figure.h"
#include "core/figure/values/display_units.h"
#include "core/figure/values/heat_map_figure.h"
#include "core/pipeline/importance_report.h"
#include "core/text/word_alignment.h"

#include <optional>
#include <string>
#include <vector>

namespace core {

// One measure of a word on both sides. A bar is missing where its side has no such word, or no number for it.
struct SideBySideCell {
    std::optional<Bar> first;
    std::optional<Bar> second;
    std::optional<double> difference;  // second less first, where that means something
};

// One measure of all words; both sides share its scale.
struct SideBySideColumn {
    ImportanceMeasure measure = ImportanceMeasure::AttentionReceived;
    std::string name;
    std::string explanation;
    std::string absence;     // one sentence on each side that has no bars
    std::string unlike;      // why the sides have no difference, a clause: "p(negative) and p(positive)"
    bool isPending = false;  // of either side it is still being worked out
    bool isSigned = false;
    std::vector<SideBySideCell> cells;  // one for each row
};

struct SideBySideRow {
    AlignedWords units;  // of the display units of both sides
    std::string first;   // as labeled there; empty where the side has no such word
    std::string second;
};

// The words of two answers with measures of both. Equal words share a row, as alignWords() pairs them.
struct SideBySideFigure {
    std::vector<SideBySideRow> rows;
    std::vector<SideBySideColumn> columns;
};

// The reports are of the same measures.
SideBySideFigure sideBySideFigure(const ImportanceReport &first, const DisplayUnits &firstUnits,
                                  const ImportanceReport &second, const DisplayUnits &secondUnits);

// Its numbers as CSV: row,first_word,second_word,measure,first,second,difference.
std::string sideBySideTable(const SideBySideFigure &figure);

// The rows alone.
std::vector<AlignedWords> alignUnits(const DisplayUnits &first, const DisplayUnits &second);

// Why the measure of one side cannot be subtracted from that of the other, a clause; empty where it can.
std::string unlikeness(const ImportanceReport &first, const ImportanceReport &second, ImportanceMeasure measure);

// Which measures have no difference and why, as one sentence; empty where all have.
std::string differenceNote(const SideBySideFigure &figure);

// Maps of the same quantity get the same limits.
void shareLimits(HeatMapFigure &first, HeatMapFigure &second);

// What cannot be read across two answers, as one sentence; empty where everything can. `head` is the one that is selected.
std::string comparisonCaution(const AnalysisSnapshot &first, const DisplayUnits &firstUnits, const AnalysisSnapshot &second,
                              const DisplayUnits &secondUnits, HeadRef head);

}  // namespace core
