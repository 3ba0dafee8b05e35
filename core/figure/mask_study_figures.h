#pragma once

#include "core/figure/curve_figure.h"
#include "core/pipeline/mask_report.h"

#include <string>
#include <vector>

namespace core {

// Accuracy over the swept parameter: the masks with the 95 % interval of their difference from the model as it is, the random controls
// of equal sparsity, and the model as it is as a line. A single mask and a sweep over heads have no such picture.
CurveFigure sweepFigure(const MaskReport &report);
// The same over the share of pairs that each mask removes; empty where all remove as many.
CurveFigure sparsityFigure(const MaskReport &report);

// Of a single mask, or of every head of a sweep over heads: the paired difference from the model as it is, with its 95 % interval,
// below each other and beside their random controls. Other sweeps have no such picture.
CurveFigure accuracyDifferenceFigure(const MaskReport &report);
CurveFigure lossDifferenceFigure(const MaskReport &report);

// One line of the table of a study, as it is read.
struct StudyLine {
    std::string mask;
    std::string sparsity;
    std::string accuracy;
    std::string accuracyDifference;  // "+0.003 [−0.008, 0.014]"; empty for the model as it is
    std::string lossDifference;
    std::string changed;
    bool isAccuracyClear = false;  // its interval leaves out 0
    bool isLossClear = false;
};

std::vector<StudyLine> studyLines(const MaskReport &report);

// A text whose prediction the mask changed.
struct ChangedText {
    std::string text;
    std::string change;  // "negative 0.71 → positive 0.55"
    bool isMended = false;
    bool isBroken = false;
};

// Of one row of the report, broken ones first; none where it has no such row.
std::vector<ChangedText> changedTexts(const MaskReport &report, std::size_t row);

}  // namespace core
