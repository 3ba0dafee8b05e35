#pragma once

#include "core/figure/playground/playground_found.h"
#include "core/figure/values/bar_figure.h"
#include "core/figure/values/curve_figure.h"

namespace core {

std::string rowErrorName(RowErrorMeasure measure);
std::string rowErrorExplanation(RowErrorMeasure measure);
// One number for each row, and the same as bars.
std::vector<double> rowErrorNumbers(const PlaygroundTarget &target, const FoundSizes &found, const RealizedChoice &choice);
BarFigure rowErrorBars(const PlaygroundTarget &target, const FoundSizes &found, const RealizedChoice &choice);

// The mean and the worst row over all head sizes, of the truncation and of the best found so far, with lines at the chosen size, at
// n - 1, at the model's own, and of the total variation at `tolerance`.
CurveFigure headSizeErrorFigure(const PlaygroundTarget &target, const FoundSizes &found, const RealizedChoice &choice,
                                double tolerance, std::optional<int> modelHeadSize);

// Singular values of log(P) C as shares of the largest, with a line at the chosen head size: what is right of it is truncated.
CurveFigure logSpectrumFigure(const PlaygroundTarget &target, int headSize);

}  // namespace core
