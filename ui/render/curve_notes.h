#pragma once

#include "ui/render/curve_frame.h"

class QCPPainter;
class QPolygonF;

namespace ui {

// What a plot of curves has beside its axes and graphs: the axes' names, the bounds' labels, and the names at the curves' ends.
// `size` is the picture's.
void drawNotes(QCPPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, const QSizeF &size,
               const FigureStyle &style);

// The curve that is pointed at lifted out of the others, its point filled, with its name and numbers beside it.
void drawPointed(QCPPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, CurvePoint pointed,
                 const FigureStyle &style);

// A ring around the point, in the accent color as every selection.
void drawSelected(QCPPainter &painter, const core::CurveFigure &figure, const CurveFrame &frame, CurvePoint selected,
                  const FigureStyle &style);

// From point to point with the painter's pen. `line` is scratch memory that grows to the longest curve once instead of once per
// curve.
void drawCurve(QCPPainter &painter, const core::Curve &curve, const CurveFrame &frame, QPolygonF &line);

// "singular value 3 · share of the largest 0.031"
QString readOut(const core::CurveFigure &figure, CurvePoint pointed);

}  // namespace ui
