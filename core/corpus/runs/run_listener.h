#pragma once

#include <functional>

namespace core {

// What somebody who waits for a long run is told and may do, from the thread that runs it.
template <typename Answer>
struct RunListener {
    std::function<void(Answer)> soFar;     // now and then
    std::function<void()> betweenBatches;  // may hold the run up for a while
};

}  // namespace core
