#include "ui/widgets/time_left_text.h"

#include <QObject>

#include <algorithm>
#include <cmath>

namespace ui {

QString secondsLeftText(double seconds)
{
    return seconds < 90 ? QObject::tr("about %1 s left").arg(std::max(1, static_cast<int>(std::lround(seconds))))
                        : QObject::tr("about %1 min left").arg(static_cast<int>(std::lround(seconds / 60)));
}

}  // namespace ui
