#include "core/base/parallel_for.h"

#include <omp.h>

#include <algorithm>

namespace core {

int mostThreads()
{
    static const int allCores = omp_get_max_threads();  // before anyone asked for fewer; heeds OMP_NUM_THREADS
    return allCores;
}

int threadsFor(double operations)
{
    return operations < worthAllCores || omp_in_parallel() != 0 ? 1 : mostThreads();
}

void parallelFor(int count, double operationsEach, const std::function<void(int)> &body)
{
    const int threads = count > 1 ? threadsFor(count * operationsEach) : 1;
#pragma omp parallel for schedule(dynamic) num_threads(threads) if (threads > 1)
    for (int index = 0; index < count; ++index)
        body(index);
}

void forRowBlocks(int rows, const std::function<void(int first, int count)> &body)
{
    constexpr int blockRows = 256;
    constexpr int fewestRows = 4 * blockRows;
    if (rows < fewestRows)
        return body(0, rows);
    const int blocks = (rows + blockRows - 1) / blockRows;
    parallelFor(blocks, worthAllCores, [&](int block) {
        const int first = block * blockRows;
        body(first, std::min(blockRows, rows - first));
    });
}

int callingThread()
{
    return omp_get_thread_num();
}

}  // namespace core
