#pragma once

#include "core/corpus/masks/mask_report.h"
#include "core/model/mask/mask_text.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// A study of masks in words and numbers, as the window and the command line write it.

// What all masks are compared with: "unmasked", or "own mask" of a model that was trained with one.
std::string_view baselineName(const MaskStudy &study);
// "(masked − unmasked)": behind the name of a difference.
std::string comparedText(const MaskStudy &study);
// "unmasked", "band:3", "random, 10 draws"; of a sweep over heads "L0 H3". Escaped, and cut where it is too long to read.
std::string rowName(const MaskStudy &study, const StudyRow &row);
// The mean with its 95 % interval: "+0.003 [−0.008, +0.014]".
std::string intervalText(const ConfidenceInterval &interval, int decimals);
// "0.0310", "< 0.0001"; empty without one.
std::string pText(const std::optional<double> &p, int decimals = 4);

// One line of the table of a study, as it is read.
struct StudyLine {
    std::string mask;           // ends in "(best of 8 heads)" where one would pick it out of a sweep
    std::string sparsity;       // share of pairs without attention, "4.7 %"
    std::string accuracy = {};  // of a random control with the lowest and highest of its draws: "0.8150 (0.8108–0.8222)"
    std::string loss = {};      // the same; of a regression its mean squared error
    std::string accuracyDifference = {};  // with its interval; empty for what all are compared with
    std::string lossDifference = {};      // of a regression that of its squared errors
    std::string pearson = {};             // of a regression; empty where it is not defined
    std::string spearman = {};
    std::string p = {};      // McNemar's; empty for a mean of several draws
    std::string holmP = {};  // corrected for all masks of a sweep
    std::string changed = {};
    bool isAccuracyClear = false;  // the interval leaves out 0; in a sweep, Holm's p is below 0.05
    bool isLossClear = false;      // the interval leaves out 0
};

// `decimals` are those of accuracies, losses, their differences, correlations and p.
std::vector<StudyLine> studyLines(const MaskStudy &study, std::span<const StudyRow> rows, int decimals = 3);

// A column of the table of a study: what its lines have under a heading.
struct StudyColumn {
    std::string heading;     // "Δ accuracy"
    std::string compared{};  // of a difference: comparedText()
    std::string StudyLine::*text;
    bool StudyLine::*isClear = nullptr;  // whether a line's figure is to be set off from the others
};

// From left to right, the mask first. What the study does not measure has no column.
std::vector<StudyColumn> studyColumns(const MaskStudy &study);

// "best of 8 heads: L0 H3, accuracy 0.8222, p = 0.0310, Holm-corrected p = 0.2480": one line for the best and one for the
// worst of a sweep; none for a single mask. Of a regression the mean squared error alone.
std::vector<std::string> pickedLines(const MaskStudy &study, std::span<const StudyRow> rows);

// "corrected", "broken", or "changed" from one wrong class to another.
std::string_view effectOf(const ChangedPrediction &changed);

// What is done so far: "872 texts", "5,011 guessed pieces of 120 paragraphs".
std::string textsOf(const MaskReport &report);

// A text whose prediction the mask changed.
struct ChangedText {
    std::string text;
    std::string change;  // "negative 0.71 → positive 0.55"
    std::string effect;
};

// Of one row of the report, broken ones first; none where it has no such row, and of a regression. Of a random control those of its first draw.
std::vector<ChangedText> changedTexts(const MaskReport &report, std::size_t row);

}  // namespace core
