#pragma once

#include "core/base/matrix.h"
#include "tests/support/reference_forward.h"

#include <QString>

#include <span>

namespace support {

// All return an empty string where the two agree, and otherwise a sentence: the shapes, or the largest difference with
// its position and both values. Two NaN agree; NaN and a number do not.
QString difference(const core::Matrix &actual, const ReferenceMatrix &expected, double tolerance);
QString difference(const core::Matrix &actual, const core::Matrix &expected, double tolerance);
QString difference(std::span<const float> actual, const ReferenceTensor &expected, double tolerance);
QString difference(std::span<const double> actual, std::span<const double> expected, double tolerance);

// The same number without the sentence, for reports; infinity where the sizes differ.
double largestDifference(std::span<const float> actual, std::span<const double> expected);

ReferenceMatrix toReference(const core::Matrix &matrix);
ReferenceVector toReference(std::span<const float> values);

// Normally distributed, the same for the same seed on every machine.
core::Matrix randomMatrix(int rows, int columns, unsigned seed, float deviation = 1.0F);
std::vector<float> randomVector(int size, unsigned seed, float deviation = 1.0F);

}  // namespace support
