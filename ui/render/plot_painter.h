#pragma once

#include <QSize>

class QCustomPlot;
class QPainter;

namespace ui {

// Draws a whole plot with any painter, whose origin becomes the plot's corner and which is left as it was: QCustomPlot draws with
// its own kind of painter only, and no two painters can be at work on one device. Lines and letters stay lines and letters.
void drawPlot(QPainter &painter, QCustomPlot &plot, const QSize &size);

}  // namespace ui
