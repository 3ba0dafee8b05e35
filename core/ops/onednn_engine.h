#pragma once

#include "core/base/parallel_for.h"

#include <omp.h>
#include <oneapi/dnnl/dnnl.hpp>

namespace core {

// The CPU as oneDNN sees it. Stateless: made once, on first use.
inline const dnnl::engine &onednnEngine()
{
    static const dnnl::engine engine(dnnl::engine::kind::cpu, 0);
    return engine;
}

// Streams may not be shared, so every thread has its own.
inline dnnl::stream &onednnStream()
{
    thread_local dnnl::stream stream(onednnEngine());
    return stream;
}

// While it lives, oneDNN makes and runs this thread's kernels with as many threads as the work deserves.
class KernelThreads
{
public:
    explicit KernelThreads(double operations) : m_before(omp_get_max_threads()) { omp_set_num_threads(threadsFor(operations)); }
    ~KernelThreads() { omp_set_num_threads(m_before); }
    KernelThreads(const KernelThreads &) = delete;
    KernelThreads &operator=(const KernelThreads &) = delete;

private:
    int m_before;
};

} // namespace core
