#pragma once

#include <QSize>

namespace app {

// Below it the panels cover each other.
constexpr QSize smallestWindow{800, 480};

}  // namespace app
