#pragma once

#include <cstddef>

namespace core {

// Roughly what a softmax costs for each number: the exponential's polynomial and three passes.
constexpr double operationsPerSoftmaxCell = 20;

// Softmax of every row, in place: rows x columns, contiguous. The row's maximum is subtracted first, so nothing overflows.
// Minus infinity gives exactly 0; a row of nothing else has no key to attend to and becomes all zero.
void softmaxRows(float *values, int rows, int columns);

// The same for every column of a part of a matrix whose rows begin rowStride floats apart.
void softmaxColumns(float *values, int rows, int columns, std::ptrdiff_t rowStride);

// The way back: gradient := that of the scores, given that of their softmax, with which it shares its layout. An all-zero row or
// column stands for scores of minus infinity alone, which nothing depends on.
void softmaxRowsGradient(const float *softmax, int rows, int columns, float *gradient);
void softmaxColumnsGradient(const float *softmax, int rows, int columns, std::ptrdiff_t rowStride, float *gradient);

}  // namespace core
