#pragma once

#include "core/corpus/masks/mask_report.h"
#include "core/figure/values/curve_figure.h"

#include <vector>

namespace core {

// All pictures of a report, two at most: of a single mask or a sweep over heads differenceFigures(), of any other sweep sweepFigure() and
// sparsityFigure(). They are of what the study measures: accuracy and loss, or squared errors. None before the first text.
std::vector<CurveFigure> studyFigures(const MaskReport &report);

// Accuracy, or the mean squared error of a regression, over the swept parameter: the masks with the 95 % interval of their difference from
// the baseline (baselineName()), the mean of the random controls of equal sparsity with their lowest and highest draw, and the baseline as
// a line. A single mask and a sweep over heads have no such picture.
CurveFigure sweepFigure(const MaskReport &report);
// The same over the share of pairs that each mask removes; empty where all remove as many.
CurveFigure sparsityFigure(const MaskReport &report);

// Of a single mask, or of every head of a sweep over heads: the paired difference from the baseline, with its 95 % interval, below each
// other and beside their random controls, of which every draw is a point. One picture of accuracy and one of loss, or one of squared
// errors; none of other sweeps.
std::vector<CurveFigure> differenceFigures(const MaskReport &report);

}  // namespace core
