#pragma once

#include "core/corpus/masks/mask_report.h"
#include "core/figure/values/curve_figure.h"

namespace core {

// Accuracy over the swept parameter: the masks with the 95 % interval of their difference from the baseline (baselineName()), the mean
// of the random controls of equal sparsity with their lowest and highest draw, and the baseline as a line. A single mask and a sweep over
// heads have no such picture.
CurveFigure sweepFigure(const MaskReport &report);
// The same over the share of pairs that each mask removes; empty where all remove as many.
CurveFigure sparsityFigure(const MaskReport &report);

// Of a single mask, or of every head of a sweep over heads: the paired difference from the baseline, with its 95 % interval, below each
// other and beside their random controls, of which every draw is a point. Other sweeps have no such picture.
CurveFigure accuracyDifferenceFigure(const MaskReport &report);
CurveFigure lossDifferenceFigure(const MaskReport &report);

}  // namespace core
