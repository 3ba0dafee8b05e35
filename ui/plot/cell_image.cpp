#include "ui/plot/cell_image.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

namespace ui {
namespace {

constexpr double roomyPixels = 7;       // a cell of this many pixels can afford one for a gap
constexpr double roundingSlack = 1e-9;  // a border that rounding put just below a cell is that cell's

// The cells that a pixel shows along one axis; none in the gap between two cells.
struct PixelCells {
    int first = 0;
    int count = 0;

    bool operator==(const PixelCells &) const = default;
};

double cellsPerPixel(const CellRange &range, int pixels)
{
    return range.length() / std::max(1, pixels);
}

bool merges(const CellRange &range, int pixels)
{
    return cellsPerPixel(range, pixels) > 1 + roundingSlack;
}

// The first cell that begins at `place` or behind it.
int cellFrom(double place)
{
    return static_cast<int>(std::ceil(place - roundingSlack));
}

std::vector<PixelCells> singleCells(const CellRange &range, int pixels, int cells)
{
    std::vector<PixelCells> shown(static_cast<std::size_t>(pixels));
    const double step = cellsPerPixel(range, pixels);
    const bool hasGaps = 1 / step >= roomyPixels;
    for (int pixel = 0; pixel < pixels; ++pixel) {
        const int cell = static_cast<int>(std::floor(range.begin + (pixel + 0.5) * step));
        const int next = static_cast<int>(std::floor(range.begin + (pixel + 1.5) * step));
        const bool isGap = hasGaps && next != cell && pixel + 1 < pixels;
        shown[static_cast<std::size_t>(pixel)] = {std::clamp(cell, 0, cells - 1), isGap ? 0 : 1};
    }
    return shown;
}

// Each cell belongs to the pixel it begins in, and what is left of one that began before all of them to the first.
std::vector<PixelCells> runsOfCells(const CellRange &range, int pixels, int cells)
{
    std::vector<PixelCells> shown(static_cast<std::size_t>(pixels));
    const double step = cellsPerPixel(range, pixels);
    for (int pixel = 0; pixel < pixels; ++pixel) {
        const int begin = pixel == 0 ? static_cast<int>(std::floor(range.begin)) : cellFrom(range.begin + pixel * step);
        const int first = std::clamp(begin, 0, cells - 1);
        const int end = std::clamp(cellFrom(range.begin + (pixel + 1) * step), first + 1, cells);
        shown[static_cast<std::size_t>(pixel)] = {first, end - first};
    }
    return shown;
}

std::vector<PixelCells> cellsOfPixels(const CellRange &range, int pixels, int cells)
{
    return merges(range, pixels) ? runsOfCells(range, pixels, cells) : singleCells(range, pixels, cells);
}

// Of the colour indices from least to most, the one that stands for all of them.
std::uint8_t strongest(std::uint8_t least, std::uint8_t most, bool isDiverging)
{
    return isDiverging && least + most < 255 ? least : most;
}

// The largest and the smallest index of each column over a few rows.
class RowExtremes
{
public:
    explicit RowExtremes(const core::IndexImage &cells) : m_cells(cells) {}

    void cover(const PixelCells &rows)
    {
        const auto row = [this](int index) {
            return m_cells.indices.begin() + static_cast<std::ptrdiff_t>(index) * m_cells.width;
        };
        m_most.assign(row(rows.first), row(rows.first + 1));
        m_least = m_most;
        for (int index = rows.first + 1; index < rows.first + rows.count; ++index) {
            const std::uint8_t *next = &*row(index);
            for (std::size_t column = 0; column < m_most.size(); ++column) {
                m_most[column] = std::max(m_most[column], next[column]);
                m_least[column] = std::min(m_least[column], next[column]);
            }
        }
    }

    std::uint8_t strongestOf(const PixelCells &columns, bool isDiverging) const
    {
        const auto most = m_most.begin() + columns.first;
        const auto least = m_least.begin() + columns.first;
        return strongest(*std::min_element(least, least + columns.count), *std::max_element(most, most + columns.count),
                         isDiverging);
    }

private:
    const core::IndexImage &m_cells;
    std::vector<std::uint8_t> m_most;
    std::vector<std::uint8_t> m_least;
};

}  // namespace

MergedCells mergedCells(const CellImageLayout &layout)
{
    const auto along = [](const CellRange &range, int pixels) {
        return merges(range, pixels) ? static_cast<int>(std::ceil(cellsPerPixel(range, pixels) - roundingSlack)) : 1;
    };
    return {along(layout.rows, layout.size.height()), along(layout.columns, layout.size.width())};
}

CellRaster::CellRaster(const core::MatrixView &values, const core::ColorScale &scale)
    : m_cells{static_cast<int>(values.cols()), static_cast<int>(values.rows()), core::colorIndices(values, scale)},
      m_isDiverging(scale.isDiverging())
{
}

QImage CellRaster::image(const CellImageLayout &layout, const ColorTable &colors) const
{
    if (isEmpty() || layout.size.isEmpty())
        return {};
    const std::vector<PixelCells> columns = cellsOfPixels(layout.columns, layout.size.width(), m_cells.width);
    const std::vector<PixelCells> rows = cellsOfPixels(layout.rows, layout.size.height(), m_cells.height);
    QImage image(layout.size, QImage::Format_RGB32);
    RowExtremes extremes(m_cells);
    for (int y = 0; y < image.height(); ++y) {
        auto *pixels = reinterpret_cast<QRgb *>(image.scanLine(y));
        const PixelCells &row = rows[static_cast<std::size_t>(y)];
        if (row.count == 0) {
            std::fill_n(pixels, image.width(), layout.gap);
        } else if (y > 0 && row == rows[static_cast<std::size_t>(y) - 1]) {
            std::memcpy(pixels, image.constScanLine(y - 1), static_cast<std::size_t>(image.bytesPerLine()));
        } else {
            extremes.cover(row);
            for (const PixelCells &column : columns)
                *pixels++ = column.count == 0 ? layout.gap : colors[extremes.strongestOf(column, m_isDiverging)];
        }
    }
    return image;
}

}  // namespace ui
