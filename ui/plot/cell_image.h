#pragma once

#include "core/figure/color_scale.h"
#include "ui/theme/color_maps.h"

#include <QImage>

#include <vector>

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

// A matrix of colour indices that can be drawn at any zoom: each pixel takes the strongest of the cells under it, so that
// nothing vanishes, and cells stay crisp however large they grow. Cost follows the pixels drawn, not the cells behind them.
class CellPyramid
{
public:
    CellPyramid() = default;
    CellPyramid(const core::MatrixView &values, const core::ColorScale &scale);

    bool isEmpty() const { return m_levels.empty(); }
    QImage image(const CellImageLayout &layout, const ColorTable &colors) const;

private:
    std::vector<core::IndexImage> m_levels;  // each half as wide and high as the one before
};

}  // namespace ui
