#pragma once

#include "core/base/stop.h"

#include <cstddef>

namespace support {

// At how many places a run hears a stop: isCancelled(stop) is stopped at its first question, at its second and so on, until it
// comes to its end.
template <typename IsCancelled>
std::ptrdiff_t stopsHeard(IsCancelled isCancelled)
{
    std::ptrdiff_t heard = 0;
    while (isCancelled(core::StopToken::afterQuestions(heard)))
        ++heard;
    return heard;
}

}  // namespace support
