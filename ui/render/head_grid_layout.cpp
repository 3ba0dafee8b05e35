#include "ui/render/head_grid_layout.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double worthBreaking = 1.1;  // how much larger thumbnails have to get for a layer to be broken into lines
constexpr double widestPitch = 1.4;    // in thumbnails

// What a layout is made for.
struct Room {
    QSizeF size;
    const HeadGridSizes &sizes;

    Room within(double left, double top) const { return {{size.width() - left, size.height() - top}, sizes}; }
};

double thumbnailFor(const Room &room, int columns, int rows, double caption)
{
    const HeadGridSizes &sizes = room.sizes;
    const double wide = room.size.width() / columns - sizes.gap;
    const double high = std::max(sizes.leastThumbnail, room.size.height() / rows - caption - sizes.gap);
    return std::clamp(std::floor(std::min(wide, high)), sizes.narrowestThumbnail, sizes.largestThumbnail);
}

// The number of columns with which the thumbnails get largest.
int flowColumns(const Room &room, int count, double caption)
{
    int best = 1;
    double largest = 0;
    for (int columns = 1; columns <= count; ++columns) {
        if (room.size.width() / columns - room.sizes.gap < room.sizes.leastThumbnail && columns > 1)
            break;
        const double thumbnail = thumbnailFor(room, columns, (count + columns - 1) / columns, caption);
        if (thumbnail >= largest) {
            largest = thumbnail;
            best = columns;
        }
    }
    return best;
}

HeadGridLayout arranged(const Room &room, QPointF origin, int columns, int rows, double caption)
{
    const double thumbnail = thumbnailFor(room, columns, rows, caption);
    const HeadGridSizes &sizes = room.sizes;
    const double rowGap = std::clamp(room.size.height() / rows - thumbnail - caption, sizes.gap, sizes.widestRowGap);
    const double columnPitch =
        std::max(thumbnail + sizes.gap, std::min(room.size.width() / columns, widestPitch * thumbnail));
    return {.columns = columns,
            .rows = rows,
            .thumbnail = thumbnail,
            .pitch = {std::floor(columnPitch), std::floor(thumbnail + caption + rowGap)},
            .origin = origin,
            .captionHeight = caption,
            .captionDrop = sizes.captionDrop,
            .hasWideCaptions = false,
            .isMatrix = true,
            .rowsPerLayer = 1,
            .height = origin.y() + rows * std::floor(thumbnail + caption + rowGap)};
}

HeadGridLayout flowing(int count, const Room &room, double caption)
{
    const int columns = flowColumns(room, count, caption);
    HeadGridLayout layout =
        arranged(room, {room.sizes.edge, room.sizes.edge}, columns, (count + columns - 1) / columns, caption);
    layout.isMatrix = false;
    layout.hasWideCaptions = caption < room.sizes.twoLineCaption;
    layout.rowsPerLayer = 0;
    return layout;
}

HeadGridLayout flowing(int count, const Room &room)
{
    const HeadGridLayout roomy = flowing(count, room, room.sizes.oneLineCaption);
    return roomy.thumbnail >= room.sizes.wideThumbnail ? roomy : flowing(count, room, room.sizes.twoLineCaption);
}

HeadGridLayout matrix(const core::HeadLayout &heads, const Room &room)
{
    const HeadGridSizes &sizes = room.sizes;
    return arranged(room.within(sizes.layerNumberWidth, sizes.headNumberHeight),
                    {sizes.layerNumberWidth, sizes.headNumberHeight}, heads.heads, heads.layers, sizes.oneLineCaption);
}

// Every layer over `rowsPerLayer` lines of equally many heads.
HeadGridLayout broken(const core::HeadLayout &heads, int rowsPerLayer, const Room &room, double caption)
{
    const HeadGridSizes &sizes = room.sizes;
    const Room inner = room.within(sizes.layerNumberWidth, sizes.edge);
    HeadGridLayout layout = arranged(inner, {sizes.layerNumberWidth, sizes.edge}, heads.heads / rowsPerLayer,
                                     heads.layers * rowsPerLayer, caption);
    layout.isMatrix = false;
    layout.hasWideCaptions = caption < sizes.twoLineCaption;
    layout.rowsPerLayer = rowsPerLayer;
    const double used = (layout.columns - 1) * layout.pitch.width() + layout.thumbnail;
    layout.origin.rx() += std::floor(std::max(0.0, inner.size.width() - used) / 2);
    return layout;
}

HeadGridLayout broken(const core::HeadLayout &heads, int rowsPerLayer, const Room &room)
{
    const HeadGridLayout roomy = broken(heads, rowsPerLayer, room, room.sizes.oneLineCaption);
    return roomy.thumbnail >= room.sizes.wideThumbnail ? roomy
                                                       : broken(heads, rowsPerLayer, room, room.sizes.twoLineCaption);
}

// Lines of small thumbnails are worth it only where one line would leave smaller ones yet.
double worthwhileThumbnail(const HeadGridLayout &best, const HeadGridSizes &sizes)
{
    const double larger = worthBreaking * best.thumbnail;
    return best.thumbnail < sizes.crampedThumbnail ? larger : std::max(sizes.wideThumbnail, larger);
}

bool fitsAcross(const HeadGridLayout &layout, const Room &room)
{
    return layout.origin.x() + (layout.columns - 1) * layout.pitch.width() + layout.thumbnail <= room.size.width();
}

// Heads in lines carry labels, which get too small to read before the thumbnails do.
bool isReadable(const HeadGridLayout &layout, const Room &room)
{
    return fitsAcross(layout, room) && (layout.isMatrix || layout.pitch.width() >= room.sizes.leastPitch);
}

}  // namespace

QRectF HeadGridLayout::thumbnailAt(int index) const
{
    const int row = index / columns;
    return {origin.x() + index % columns * pitch.width(), origin.y() + row * pitch.height(), thumbnail, thumbnail};
}

QRectF HeadGridLayout::captionAt(int index) const
{
    const QRectF above = thumbnailAt(index);
    return {above.center().x() - pitch.width() / 2, above.bottom() + captionDrop, pitch.width(), captionHeight};
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

HeadGridLayout layOutHeads(const core::HeadGridFigure &figure, const QSizeF &size, const HeadGridSizes &sizes)
{
    const Room room{size, sizes};
    const int count = static_cast<int>(figure.cells.size());
    if (count == 0 || size.isEmpty())
        return {};
    if (!figure.isMatrix)
        return flowing(count, room);
    HeadGridLayout best = matrix(figure.layout, room);
    for (int lines = 2; lines <= figure.layout.heads; ++lines) {
        if (figure.layout.heads % lines != 0)
            continue;
        const HeadGridLayout layout = broken(figure.layout, lines, room);
        const bool isNeeded = !isReadable(best, room) && fitsAcross(layout, room);
        const bool isWorthIt = layout.height <= size.height() && layout.thumbnail > worthwhileThumbnail(best, sizes);
        if (isNeeded || isWorthIt)
            best = layout;
    }
    return best;
}

}  // namespace ui
