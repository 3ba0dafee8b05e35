#pragma once

#include "core/base/stopclock.h"

#include <algorithm>

namespace core {

// When a long run may say how far it is. Saying so is not free: it takes a tenth of the time at most.
class Pace
{
public:
    bool isDue() const { return m_sinceLast.seconds() >= m_wait; }
    // It was said, and that took so long.
    void said(double seconds)
    {
        constexpr double shortest = 0.2;
        m_sinceLast = {};
        m_wait = std::max(shortest, 10 * seconds);
    }

private:
    Stopclock m_sinceLast;
    double m_wait = 0.1;
};

}  // namespace core
