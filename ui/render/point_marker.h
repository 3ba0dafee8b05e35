#pragma once

#include "core/figure/values/curve_figure.h"

#include <QPointF>

class QPainter;

namespace ui {

// How much wider a diamond is than a circle that looks as large.
constexpr double diamondGrowth = 1.35;

// The sign of a point with the painter's pen and brush.
void drawMarker(QPainter &painter, core::PointMarker marker, QPointF place, double radius);

}  // namespace ui
