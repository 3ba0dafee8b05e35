#include "ui/plot/cell_image.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace ui {
namespace {

constexpr int noCell = -1;         // a pixel of the gap between two cells
constexpr double roomyPixels = 7;  // a cell of this many pixels can afford one for a gap

// Which cell of a level each pixel along one axis shows.
std::vector<int> cellPerPixel(const CellRange &range, int pixels, int level, int cellsInLevel)
{
    std::vector<int> cells(static_cast<std::size_t>(pixels));
    const double cellsPerPixel = range.length() / pixels;
    const bool hasGaps = 1 / cellsPerPixel >= roomyPixels;
    for (int pixel = 0; pixel < pixels; ++pixel) {
        const int cell = static_cast<int>(std::floor(range.begin + (pixel + 0.5) * cellsPerPixel));
        const int next = static_cast<int>(std::floor(range.begin + (pixel + 1.5) * cellsPerPixel));
        const bool isGap = hasGaps && next != cell && pixel + 1 < pixels;
        cells[static_cast<std::size_t>(pixel)] = isGap ? noCell : std::clamp(cell >> level, 0, cellsInLevel - 1);
    }
    return cells;
}

int levelFor(const CellImageLayout &layout)
{
    const double cellsPerPixel =
        std::max(layout.rows.length() / layout.size.height(), layout.columns.length() / layout.size.width());
    return std::max(0, static_cast<int>(std::floor(std::log2(cellsPerPixel) + 0.01)));
}

void fillRow(QRgb *pixels, const std::uint8_t *indices, const std::vector<int> &columnCells, const ColorTable &colors,
             QRgb gap)
{
    for (const int column : columnCells)
        *pixels++ = column == noCell ? gap : colors[indices[column]];
}

}  // namespace

CellPyramid::CellPyramid(const core::MatrixView &values, const core::ColorScale &scale)
{
    if (values.size() == 0)
        return;
    m_levels.push_back(
        {static_cast<int>(values.cols()), static_cast<int>(values.rows()), core::colorIndices(values, scale)});
    while (m_levels.back().width > 512 || m_levels.back().height > 512)
        m_levels.push_back(core::halved(m_levels.back()));
}

QImage CellPyramid::image(const CellImageLayout &layout, const ColorTable &colors) const
{
    if (isEmpty() || layout.size.isEmpty())
        return {};
    const int level = std::min(levelFor(layout), static_cast<int>(m_levels.size()) - 1);
    const core::IndexImage &source = m_levels[static_cast<std::size_t>(level)];
    const std::vector<int> columnCells = cellPerPixel(layout.columns, layout.size.width(), level, source.width);
    const std::vector<int> rowCells = cellPerPixel(layout.rows, layout.size.height(), level, source.height);
    QImage image(layout.size, QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        auto *pixels = reinterpret_cast<QRgb *>(image.scanLine(y));
        const int row = rowCells[static_cast<std::size_t>(y)];
        if (row == noCell)
            std::fill_n(pixels, image.width(), layout.gap);
        else if (y > 0 && row == rowCells[static_cast<std::size_t>(y) - 1])
            std::memcpy(pixels, image.constScanLine(y - 1), static_cast<std::size_t>(image.bytesPerLine()));
        else
            fillRow(pixels, source.indices.data() + static_cast<std::size_t>(row) * source.width, columnCells, colors,
                    layout.gap);
    }
    return image;
}

}  // namespace ui
