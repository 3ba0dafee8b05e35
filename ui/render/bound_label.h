#pragma once

#include "ui/render/curve_frame.h"

#include <QRectF>
#include <QSizeF>

namespace ui {

// Where the label of a line across the plot covers the least of what is drawn: above or below its line, at the right if there is room.
QRectF freeBoundLabel(const core::CurveFigure &figure, const CurveFrame &frame, const core::BoundLine &bound,
                      const QSizeF &label);

}  // namespace ui
