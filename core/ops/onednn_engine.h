#pragma once

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

} // namespace core
