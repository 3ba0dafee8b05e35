#pragma once

#include "core/figure/values/curve_axis.h"

#include <QSharedPointer>

class QCPAxisTicker;

namespace ui {

// Where an axis has its numbers, at most as many as the ticker's tick count says: the axis's own names; else steps of 1, 2 or 5
// times a power of ten, and of whole numbers the first; powers of ten where the scale is logarithmic, with 2 and 5 times them
// on a short axis.
QSharedPointer<QCPAxisTicker> axisTicker(const core::CurveAxis &axis);

}  // namespace ui
