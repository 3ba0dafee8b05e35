#pragma once

#include "core/figure/any/any_figure.h"
#include "ui/theme/figure_style.h"

#include <QRectF>
#include <QSizeF>

#include <optional>

namespace ui {

// Where the cells, curves, bars or lines of a picture of the size lie, without labels, numbers and color bar; of a map narrower than its
// room the room from left to right. None for pictures without axes: grids of heads and rows of words. In units of the style.
std::optional<QRectF> plotArea(const core::Figure &figure, const QSizeF &size, const FigureStyle &style);

}  // namespace ui
