#pragma once

namespace core {

// Softmax of every row, in place: rows x columns, contiguous. The row's maximum is subtracted first, so nothing overflows.
// Minus infinity gives exactly 0; a row of nothing else has no key to attend to and becomes all zero.
void softmaxRows(float *values, int rows, int columns);

} // namespace core
