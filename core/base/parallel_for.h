#pragma once

#include <functional>

namespace core {

// Calls body(0) ... body(count - 1), each once and in no order, on all cores; returns when all are done. The body must not throw.
// The one place that starts threads for a loop; it shares OpenMP's pool with oneDNN, so the two never crowd each other.
void parallelFor(int count, const std::function<void(int)> &body);

} // namespace core
