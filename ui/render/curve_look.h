#pragma once

#include "core/figure/values/curve_figure.h"
#include "ui/theme/figure_style.h"

#include <QPen>

namespace ui {

QColor colorOf(core::CurveRole role, const Theme &theme);
// `reference` counts the figure's references, which are told apart by their dashes.
QPen penOf(const core::Curve &curve, int reference, const FigureStyle &style);
// What a band is filled with and what runs along its edges. Bands on each other become stronger.
QColor bandColor(const core::CurveBand &band, const FigureStyle &style);
QPen bandEdge(const core::CurveBand &band, const FigureStyle &style);
// Of the short lines on top of everything; of the main ones in the color of text, as a median is of all points.
QPen markPen(const core::Curve &curve, const FigureStyle &style);
// Of the lines across the plot.
QPen boundPen(const FigureStyle &style);

}  // namespace ui
