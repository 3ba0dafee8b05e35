#pragma once

#include "core/figure/curve_figure.h"
#include "core/figure/playground_target.h"

namespace core {

// How far a realized row is from its target: sum_j P_ij ln(P_ij / P'_ij) in nats, or 1/2 sum_j |P_ij - P'_ij|.
enum class RowErrorMeasure { Divergence, TotalVariation };

std::string rowErrorName(RowErrorMeasure measure);
std::string rowErrorExplanation(RowErrorMeasure measure);
// One number for each row.
std::vector<double> rowErrorNumbers(const PlaygroundTarget &target, int headSize, RowErrorMeasure measure);

// The mean and the worst row over all head sizes, with lines at the chosen one, at n - 1 and at the model's own.
CurveFigure headSizeErrorFigure(const PlaygroundTarget &target, int headSize, RowErrorMeasure measure,
                                std::optional<int> modelHeadSize);

// Singular values of log(P) C as shares of the largest, with a line at the chosen head size: what is right of it is cut.
CurveFigure logSpectrumFigure(const PlaygroundTarget &target, int headSize);

}  // namespace core
