#include "ui/render/vector_cells.h"

#include <QImage>
#include <QPainter>

#include <algorithm>

namespace ui {

void drawRectangles(QPainter &painter, const QImage &pixels, const QRectF &box, double overlap)
{
    const double width = box.width() / pixels.width();
    const double height = box.height() / pixels.height();
    for (int row = 0; row < pixels.height(); ++row) {
        const double bottom = std::min(box.top() + (row + 1) * height + std::min(overlap, height), box.bottom());
        for (int first = 0, end = 0; first < pixels.width(); first = end) {
            const QRgb color = pixels.pixel(first, row);
            for (end = first + 1; end < pixels.width() && pixels.pixel(end, row) == color;)
                ++end;
            const double right = std::min(box.left() + end * width + std::min(overlap, width), box.right());
            const QPointF corner(box.left() + first * width, box.top() + row * height);
            painter.fillRect(QRectF(corner, QPointF(right, bottom)), QColor(color));
        }
    }
}

void drawLossless(QPainter &painter, const QImage &pixels, const QRectF &box)
{
    painter.save();
    painter.setRenderHint(QPainter::LosslessImageRendering);
    painter.drawImage(box, pixels);
    painter.restore();
}

}  // namespace ui
