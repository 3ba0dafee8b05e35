#pragma once

#include <QPainter>

namespace ui {

// Draws with the corner of a picture as the painter's origin, and leaves the painter as it was.
template <typename Draw>
void drawPlaced(QPainter &painter, QPointF corner, Draw draw)
{
    painter.save();
    painter.translate(corner);
    painter.setRenderHint(QPainter::Antialiasing, false);
    draw();
    painter.restore();
}

}  // namespace ui
