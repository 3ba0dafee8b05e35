#include "ui/render/point_marker.h"

#include <QPainter>

#include <array>

namespace ui {

void drawMarker(QPainter &painter, core::PointMarker marker, QPointF place, double radius)
{
    if (marker == core::PointMarker::Circle) {
        painter.drawEllipse(place, radius, radius);
        return;
    }
    const double corner = radius * diamondGrowth;
    const std::array<QPointF, 4> diamond{place + QPointF(0, -corner), place + QPointF(corner, 0), place + QPointF(0, corner),
                                         place + QPointF(-corner, 0)};
    painter.drawConvexPolygon(diamond.data(), static_cast<int>(diamond.size()));
}

}  // namespace ui
