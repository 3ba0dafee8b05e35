#pragma once

#include "core/figure/attention/head_grid_figure.h"
#include "ui/theme/figure_sizes.h"

#include <QRectF>
#include <QSizeF>

#include <optional>
#include <vector>

namespace ui {

// Where the thumbnails of a grid lie; large enough to fill the room, small enough to see all of them, and scrolled once
// they would be smaller than a reader can tell apart.
struct HeadGridLayout {
    int columns = 1;
    int rows = 0;
    double thumbnail = 0;      // side in pixels, whole
    QSizeF pitch;              // from one thumbnail to the next
    QPointF origin;            // of the first thumbnail
    double captionHeight = 0;  // below each thumbnail
    double captionDrop = 0;
    bool hasWideCaptions = false;  // label and measure side by side in one line
    bool isMatrix = true;          // one row per layer, one column per head; else every head carries its own label
    int rowsPerLayer = 1;  // more where a layer of few heads is broken into lines to fill the room; 0 in a sorted list
    double height = 0;     // of all of it

    QRectF thumbnailAt(int index) const;
    QRectF captionAt(int index) const;
    std::optional<int> indexAt(QPointF position, int count) const;
};

HeadGridLayout layOutHeads(const core::HeadGridFigure &figure, const QSizeF &size, const HeadGridSizes &sizes);

}  // namespace ui
