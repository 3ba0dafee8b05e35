#pragma once

#include <QRectF>

class QImage;
class QPainter;

namespace ui {

// Along a side: files of more rectangles are slow to show.
constexpr int mostVectorCells = 128;

// Fills a box with an image's pixels as rectangles. Viewers of files show the page between rectangles that only touch: each
// therefore reaches by `overlap` under those that come after it, to the right and below, and equal neighbors in a row are one.
void drawRectangles(QPainter &painter, const QImage &pixels, const QRectF &box, double overlap);

// The same as an image that whoever shows the file enlarges, without the losses of JPEG.
void drawLossless(QPainter &painter, const QImage &pixels, const QRectF &box);

}  // namespace ui
