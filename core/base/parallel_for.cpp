#include "core/base/parallel_for.h"

namespace core {

void parallelFor(int count, const std::function<void(int)> &body)
{
#pragma omp parallel for schedule(dynamic) if (count > 1)
    for (int index = 0; index < count; ++index)
        body(index);
}

} // namespace core
