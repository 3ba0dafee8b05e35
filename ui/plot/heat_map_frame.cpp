#include "ui/plot/heat_map_frame.h"

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
