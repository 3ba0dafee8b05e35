#pragma once

#include "core/figure/values/curve_axis.h"

class QCPAxis;

namespace ui {

// How far an axis may be zoomed and moved: within what it spans when all is shown, down to a share of it.
struct ZoomLimits {
    core::AxisRange whole;
    double leastShare = 1;

    bool operator==(const ZoomLimits &) const = default;
};

void showWhole(QCPAxis &axis, const ZoomLimits &limits);
bool showsWhole(const QCPAxis &axis, const ZoomLimits &limits);
// Moves and widens the axis's range as little as needed to keep to the limits.
void keepWithin(QCPAxis &axis, const ZoomLimits &limits);
// Moves the range as little as needed to have what lies between two values in it.
void reveal(QCPAxis &axis, const ZoomLimits &limits, double low, double high);

}  // namespace ui
