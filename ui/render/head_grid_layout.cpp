#include "ui/render/head_grid_layout.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double smallestThumbnail = 18;   // before the grid scrolls
constexpr double crampedThumbnail = 24;    // no caption fits below it
constexpr double narrowestThumbnail = 10;  // it never scrolls sideways
constexpr double largestThumbnail = 240;
constexpr double gap = 4;
constexpr double layerNumberWidth = 24;
constexpr double headNumberHeight = 22;
constexpr double oneLineCaption = 15;  // the measure, with the label beside it where thumbnails are wide
constexpr double twoLineCaption = 28;  // label and measure
constexpr double wideThumbnail = 72;
constexpr double worthBreaking = 1.1;  // how much larger thumbnails have to get for a layer to be broken into lines
constexpr double widestRowGap = 14;
constexpr double widestPitch = 1.4;  // in thumbnails

double thumbnailFor(const QSizeF &room, int columns, int rows, double caption)
{
    const double wide = room.width() / columns - gap;
    const double high = std::max(smallestThumbnail, room.height() / rows - caption - gap);
    return std::clamp(std::floor(std::min(wide, high)), narrowestThumbnail, largestThumbnail);
}

// The number of columns with which the thumbnails get largest.
int flowColumns(const QSizeF &room, int count, double caption)
{
    int best = 1;
    double largest = 0;
    for (int columns = 1; columns <= count; ++columns) {
        if (room.width() / columns - gap < smallestThumbnail && columns > 1)
            break;
        const double thumbnail = thumbnailFor(room, columns, (count + columns - 1) / columns, caption);
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
    const double columnPitch = std::max(thumbnail + gap, std::min(room.width() / columns, widestPitch * thumbnail));
    return {.columns = columns,
            .rows = rows,
            .thumbnail = thumbnail,
            .pitch = {std::floor(columnPitch), std::floor(thumbnail + caption + rowGap)},
            .origin = origin,
            .captionHeight = caption,
            .isMatrix = true,
            .rowsPerLayer = 1,
            .height = origin.y() + rows * std::floor(thumbnail + caption + rowGap)};
}

HeadGridLayout flowing(int count, const QSizeF &room, double caption)
{
    const int columns = flowColumns(room, count, caption);
    HeadGridLayout layout = arranged(room, {2, 2}, columns, (count + columns - 1) / columns, caption);
    layout.isMatrix = false;
    layout.rowsPerLayer = 0;
    return layout;
}

HeadGridLayout flowing(int count, const QSizeF &room)
{
    const HeadGridLayout roomy = flowing(count, room, oneLineCaption);
    return roomy.thumbnail >= wideThumbnail ? roomy : flowing(count, room, twoLineCaption);
}

HeadGridLayout matrix(const core::HeadLayout &heads, const QSizeF &room)
{
    const QSizeF inner(room.width() - layerNumberWidth, room.height() - headNumberHeight);
    return arranged(inner, {layerNumberWidth, headNumberHeight}, heads.heads, heads.layers, oneLineCaption);
}

// Every layer over `rowsPerLayer` lines of equally many heads.
HeadGridLayout broken(const core::HeadLayout &heads, int rowsPerLayer, const QSizeF &room, double caption)
{
    const QSizeF inner(room.width() - layerNumberWidth, room.height() - 2);
    HeadGridLayout layout =
        arranged(inner, {layerNumberWidth, 2}, heads.heads / rowsPerLayer, heads.layers * rowsPerLayer, caption);
    layout.isMatrix = false;
    layout.rowsPerLayer = rowsPerLayer;
    const double used = (layout.columns - 1) * layout.pitch.width() + layout.thumbnail;
    layout.origin.rx() += std::floor(std::max(0.0, inner.width() - used) / 2);
    return layout;
}

HeadGridLayout broken(const core::HeadLayout &heads, int rowsPerLayer, const QSizeF &room)
{
    const HeadGridLayout roomy = broken(heads, rowsPerLayer, room, oneLineCaption);
    return roomy.thumbnail >= wideThumbnail ? roomy : broken(heads, rowsPerLayer, room, twoLineCaption);
}

// Lines of small thumbnails are worth it only where one line would leave smaller ones yet.
double worthwhileThumbnail(const HeadGridLayout &best)
{
    const double larger = worthBreaking * best.thumbnail;
    return best.thumbnail < crampedThumbnail ? larger : std::max(wideThumbnail, larger);
}

bool fitsAcross(const HeadGridLayout &layout, const QSizeF &room)
{
    return layout.origin.x() + (layout.columns - 1) * layout.pitch.width() + layout.thumbnail <= room.width();
}

// Heads in lines carry labels, which get too small to read before the thumbnails do.
bool isReadable(const HeadGridLayout &layout, const QSizeF &room)
{
    constexpr double leastPitch = 24;
    return fitsAcross(layout, room) && (layout.isMatrix || layout.pitch.width() >= leastPitch);
}

}  // namespace

bool HeadGridLayout::hasWideCaptions() const
{
    return !isMatrix && captionHeight < twoLineCaption;
}

QRectF HeadGridLayout::thumbnailAt(int index) const
{
    return {origin.x() + index % columns * pitch.width(), origin.y() + index / columns * pitch.height(), thumbnail,
            thumbnail};
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
    const bool isHit = column < columns && index < count && (thumbnailAt(index).united(captionAt(index))).contains(position);
    return isHit ? std::optional(index) : std::nullopt;
}

HeadGridLayout layOutHeads(const core::HeadGridFigure &figure, const QSizeF &room)
{
    const int count = static_cast<int>(figure.cells.size());
    if (count == 0 || room.isEmpty())
        return {};
    if (!figure.isMatrix)
        return flowing(count, room);
    HeadGridLayout best = matrix(figure.layout, room);
    for (int lines = 2; lines <= figure.layout.heads; ++lines) {
        if (figure.layout.heads % lines != 0)
            continue;
        const HeadGridLayout layout = broken(figure.layout, lines, room);
        const bool isNeeded = !isReadable(best, room) && fitsAcross(layout, room);
        const bool isWorthIt = layout.height <= room.height() && layout.thumbnail > worthwhileThumbnail(best);
        if (isNeeded || isWorthIt)
            best = layout;
    }
    return best;
}

}  // namespace ui
