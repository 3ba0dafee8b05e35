#pragma once

#include <QString>

namespace ui {

// "about 12 s left", "about 3 min left"
QString secondsLeftText(double seconds);

}  // namespace ui
