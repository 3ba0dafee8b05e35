#include "ui/render/heat_map_frame.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace ui {

std::optional<CellIndex> HeatMapFrame::cellAt(QPointF position) const
{
    const bool isInside = position.x() >= cells.left() && position.x() < cells.right() && position.y() >= cells.top() &&
                          position.y() < cells.bottom();
    if (!isInside)
        return std::nullopt;
    return CellIndex{static_cast<int>(std::floor(rows.begin + (position.y() - cells.top()) / rowHeight())),
                     static_cast<int>(std::floor(columns.begin + (position.x() - cells.left()) / columnWidth()))};
}

std::vector<CellIndex> HeatMapFrame::cellsBetween(QPointF from, QPointF to) const
{
    const QPointF way = to - from;
    const int steps = std::max(1, static_cast<int>(std::ceil(way.manhattanLength() / std::max(1.0, columnWidth() / 2))));
    std::vector<CellIndex> crossed;
    for (int step = 0; step <= steps; ++step) {
        const auto cell = cellAt(from + way * step / steps);
        if (cell && (crossed.empty() || crossed.back() != *cell))
            crossed.push_back(*cell);
    }
    return crossed;
}

int labelStep(double spacing, double pixels)
{
    assert(spacing > 0);
    int step = 1;
    while (spacing * step < pixels) {
        const int leading = step / static_cast<int>(std::pow(10, std::floor(std::log10(step) + 1e-9)));
        step = leading == 2 ? step / 2 * 5 : step * 2;
    }
    return step;
}

}  // namespace ui
