#pragma once

#include "core/figure/values/color_scale.h"
#include "ui/theme/color_maps.h"

#include <QImage>

namespace ui {

// A stretch of cells along one axis, in cells: [begin, end), fractions included while panning.
struct CellRange {
    double begin = 0;
    double end = 1;

    double length() const { return end - begin; }
    bool operator==(const CellRange &) const = default;
};

struct CellImageLayout {
    CellRange rows;
    CellRange columns;
    QSize size;    // of the image, in device pixels
    QRgb gap = 0;  // between cells that are large enough to be told apart
};

// How many cells a pixel stands for at most, along each axis: 1 where a cell is at least a pixel.
struct MergedCells {
    int rows = 1;
    int columns = 1;

    bool operator==(const MergedCells &) const = default;
};
MergedCells mergedCells(const CellImageLayout &layout);

// A matrix of color indices that can be drawn at any zoom, each axis by its own ratio: cells of a pixel or more stay crisp
// however large they grow, smaller ones are merged into the pixel they begin in. Of merged cells the largest counts, on a
// diverging scale the one farthest from neutral, so that nothing vanishes. Every visible cell is read, once.
class CellRaster
{
public:
    CellRaster() = default;
    CellRaster(const core::MatrixView &values, const core::ColorScale &scale);

    bool isEmpty() const { return m_cells.indices.empty(); }
    QImage image(const CellImageLayout &layout, const ColorTable &colors) const;

private:
    core::IndexImage m_cells;
    bool m_isDiverging = false;
};

}  // namespace ui
