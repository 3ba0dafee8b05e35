#include "ui/render/cell_image.h"

#include <algorithm>
#include <array>
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

// `into[i]` becomes the stronger of it and `from[i]`. In blocks of a fixed size, which the compiler turns into a few instructions.
template <typename Stronger>
void combine(std::vector<std::uint8_t> &into, const std::uint8_t *from, Stronger stronger)
{
    constexpr std::size_t blockSize = 64;
    std::size_t begin = 0;
    for (; begin + blockSize <= into.size(); begin += blockSize) {
        std::array<std::uint8_t, blockSize> block;
        std::memcpy(block.data(), into.data() + begin, blockSize);
        for (std::size_t index = 0; index < blockSize; ++index)
            block[index] = stronger(block[index], from[begin + index]);
        std::memcpy(into.data() + begin, block.data(), blockSize);
    }
    for (; begin < into.size(); ++begin)
        into[begin] = stronger(into[begin], from[begin]);
}

constexpr auto larger = [](std::uint8_t left, std::uint8_t right) { return left > right ? left : right; };
constexpr auto smaller = [](std::uint8_t left, std::uint8_t right) { return left < right ? left : right; };

// The largest index of each column over a few rows, and on a diverging scale the smallest, too.
class RowExtremes
{
public:
    RowExtremes(const core::IndexImage &cells, bool isDiverging) : m_cells(cells), m_isDiverging(isDiverging) {}

    void cover(const PixelCells &rows)
    {
        const auto width = static_cast<std::size_t>(m_cells.width);
        const auto row = [&](int index) { return m_cells.indices.data() + static_cast<std::size_t>(index) * width; };
        m_most.assign(row(rows.first), row(rows.first) + width);
        if (m_isDiverging)
            m_least = m_most;
        for (int index = rows.first + 1; index < rows.first + rows.count; ++index) {
            combine(m_most, row(index), larger);
            if (m_isDiverging)
                combine(m_least, row(index), smaller);
        }
    }

    // Neutral lies between 127 and 128.
    std::uint8_t strongestOf(const PixelCells &columns) const
    {
        std::uint8_t most = m_most[static_cast<std::size_t>(columns.first)];
        for (int column = columns.first + 1; column < columns.first + columns.count; ++column)
            most = larger(most, m_most[static_cast<std::size_t>(column)]);
        if (!m_isDiverging)
            return most;
        std::uint8_t least = m_least[static_cast<std::size_t>(columns.first)];
        for (int column = columns.first + 1; column < columns.first + columns.count; ++column)
            least = smaller(least, m_least[static_cast<std::size_t>(column)]);
        return least + most < 255 ? least : most;
    }

private:
    const core::IndexImage &m_cells;
    bool m_isDiverging;
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
    RowExtremes extremes(m_cells, m_isDiverging);
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
                *pixels++ = column.count == 0 ? layout.gap : colors[extremes.strongestOf(column)];
        }
    }
    return image;
}

}  // namespace ui
