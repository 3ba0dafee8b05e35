#pragma once

#include "core/base/parallel_for.h"

#include <Eigen/Core>
#include <oneapi/dnnl/dnnl.hpp>

#include <omp.h>

#include <cstddef>
#include <vector>

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

// Attributes for kernels that any thread may run: oneDNN's own scratch memory belongs to the thread that made the kernel.
inline dnnl::primitive_attr shareableAttributes()
{
    dnnl::primitive_attr attributes;
    attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
    return attributes;
}

// Scratch memory of the calling thread for one run of such a kernel. It holds nothing between runs.
inline dnnl::memory scratchpad(const dnnl::memory::desc &layout)
{
    thread_local std::vector<std::byte, Eigen::aligned_allocator<std::byte>> bytes;
    if (bytes.size() < layout.get_size())
        bytes.resize(layout.get_size());
    return {layout, onednnEngine(), bytes.data()};
}

// While it lives, oneDNN makes and runs this thread's kernels with as many threads as the work deserves.
class KernelThreads
{
public:
    explicit KernelThreads(double operations) : m_before(omp_get_max_threads())
    {
        omp_set_num_threads(threadsFor(operations));
    }
    ~KernelThreads() { omp_set_num_threads(m_before); }
    KernelThreads(const KernelThreads &) = delete;
    KernelThreads &operator=(const KernelThreads &) = delete;

private:
    int m_before;
};

}  // namespace core
