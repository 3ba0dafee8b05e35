#pragma once

#include "core/base/stop.h"

#include <chrono>
#include <thread>

namespace support {

// Whether isCancelled(stop), something that would go on for much longer than `delay`, hears a stop that comes after it. Tried several
// times: a busy machine may wake the thread that asks for it too late.
template <typename IsCancelled>
bool hearsAStopAfter(std::chrono::milliseconds delay, IsCancelled isCancelled)
{
    for (int attempt = 0; attempt < 20; ++attempt) {
        std::stop_source source;
        const std::jthread stopper([&source, delay] {
            std::this_thread::sleep_for(delay);
            source.request_stop();
        });
        if (isCancelled(source.get_token()))
            return true;
    }
    return false;
}

}  // namespace support
