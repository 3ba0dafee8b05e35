#pragma once

#include "ui/render/curve_frame.h"

class QPainter;

namespace ui {

// Grid, numbers and the axes' names; no number goes beyond `right`, where the room beside the plot ends.
void drawAxes(QPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, double right,
              const FigureStyle &style);
// Bands at the back, then the crowd, references, secondary and primary curves.
void drawCurves(QPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, const FigureStyle &style);
void drawBounds(QPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, const FigureStyle &style);
// The sign of a point with the painter's pen and brush.
void drawMarker(QPainter &painter, core::PointMarker marker, QPointF place, double radius);
// In the room to the right of the plot, which ends at `right`.
void drawEndLabels(QPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, double right,
                   const FigureStyle &style);

// All of that; `right` is the picture's width.
void drawCurvePicture(QPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, double right,
                      const FigureStyle &style);

// The curve that is pointed at lifted out of the others, its point ringed, with its name and numbers beside it.
void drawPointed(QPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, CurvePoint pointed,
                 const FigureStyle &style);

// A ring around the point, in the accent color as every selection.
void drawSelected(QPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, CurvePoint selected,
                  const FigureStyle &style);

// "singular value 3 · share of the largest 0.031"
QString readOut(const core::CurveFigure &figure, CurvePoint pointed);

}  // namespace ui
