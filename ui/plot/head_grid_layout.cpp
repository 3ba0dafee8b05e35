#include "ui/plot/head_grid_layout.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double smallestThumbnail = 18;  // before the grid scrolls
constexpr double narrowestThumbnail = 10; // it never scrolls sideways
constexpr double largestThumbnail = 240;
constexpr double gap = 4;
constexpr double layerNumberWidth = 24;
constexpr double headNumberHeight = 22;
constexpr double matrixCaption = 15;  // the measure
constexpr double flowCaption = 28;    // label and measure
constexpr double widestRowGap = 14;

double thumbnailFor(const QSizeF &room, int columns, int rows, double caption)
{
    const double wide = room.width() / columns - gap;
    const double high = std::max(smallestThumbnail, room.height() / rows - caption - gap);
    return std::clamp(std::floor(std::min(wide, high)), narrowestThumbnail, largestThumbnail);
}

// The number of columns with which the thumbnails get largest.
int flowColumns(const QSizeF &room, int count)
{
    int best = 1;
    double largest = 0;
    for (int columns = 1; columns <= count; ++columns) {
        if (room.width() / columns - gap < smallestThumbnail && columns > 1)
            break;
        const double thumbnail = thumbnailFor(room, columns, (count + columns - 1) / columns, flowCaption);
        if (thumbnail >= largest) {
            largest = thumbnail;
            best = columns;
        }
    }
    return best;
}

HeadGridLayout arranged(const QSizeF &room, QPointF origin, int columns, int rows, double caption)
{
    const double thumbnail = thumbnailFor(room, columns, rows, caption);
    const double rowGap = std::clamp(room.height() / rows - thumbnail - caption, gap, widestRowGap);
    const double columnPitch = std::max(thumbnail + gap, std::min(room.width() / columns, thumbnail + 4 * gap));
    return {.columns = columns,
            .rows = rows,
            .thumbnail = thumbnail,
            .pitch = {std::floor(columnPitch), std::floor(thumbnail + caption + rowGap)},
            .origin = origin,
            .captionHeight = caption,
            .height = origin.y() + rows * std::floor(thumbnail + caption + rowGap)};
}

} // namespace

QRectF HeadGridLayout::thumbnailAt(int index) const
{
    return {origin.x() + index % columns * pitch.width(), origin.y() + index / columns * pitch.height(), thumbnail, thumbnail};
}

QRectF HeadGridLayout::captionAt(int index) const
{
    const QRectF above = thumbnailAt(index);
    return {above.center().x() - pitch.width() / 2, above.bottom() + 1, pitch.width(), captionHeight};
}

std::optional<int> HeadGridLayout::indexAt(QPointF position, int count) const
{
    const QPointF inside = position - origin;
    if (inside.x() < 0 || inside.y() < 0 || thumbnail <= 0)
        return std::nullopt;
    const int column = static_cast<int>(inside.x() / pitch.width());
    const int index = static_cast<int>(inside.y() / pitch.height()) * columns + column;
    const bool isHit = column < columns && index < count
        && (thumbnailAt(index).united(captionAt(index))).contains(position);
    return isHit ? std::optional(index) : std::nullopt;
}

HeadGridLayout layOutHeads(const core::HeadGridFigure &figure, const QSizeF &room)
{
    const int count = static_cast<int>(figure.cells.size());
    if (count == 0 || room.isEmpty())
        return {};
    if (!figure.isMatrix) {
        const int columns = flowColumns(room, count);
        return arranged(room, {2, 2}, columns, (count + columns - 1) / columns, flowCaption);
    }
    const QSizeF inner(room.width() - layerNumberWidth, room.height() - headNumberHeight);
    return arranged(inner, {layerNumberWidth, headNumberHeight}, figure.layout.heads, figure.layout.layers, matrixCaption);
}

} // namespace ui
