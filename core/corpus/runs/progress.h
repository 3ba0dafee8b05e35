#pragma once

#include <cstddef>
#include <functional>
#include <mutex>

namespace core {

// Called now and then with how many parts of a long run are done, from any thread but never from two at once.
using Progress = std::function<void(std::size_t done)>;

// Counts what is done, from any thread.
class ProgressCounter
{
public:
    explicit ProgressCounter(const Progress &progress) : m_progress(progress) {}

    void addOne()
    {
        const std::lock_guard lock(m_mutex);
        ++m_done;
        if (m_progress)
            m_progress(m_done);
    }

private:
    const Progress &m_progress;
    std::mutex m_mutex;
    std::size_t m_done = 0;
};

}  // namespace core
