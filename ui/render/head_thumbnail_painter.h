#pragma once

#include "core/figure/attention/head_grid_figure.h"
#include "ui/render/head_grid_layout.h"
#include "ui/theme/color_maps.h"
#include "ui/theme/figure_style.h"

#include <QImage>

#include <optional>
#include <vector>

class QPainter;

namespace ui {

// The figure's thumbnails in their colors, device pixel by pixel.
std::vector<QImage> thumbnailImages(const core::HeadGridFigure &figure, const Theme &theme);

struct HeadGridPicture {
    const core::HeadGridFigure *figure = nullptr;
    const HeadGridLayout *layout = nullptr;
    const std::vector<QImage> *thumbnails = nullptr;  // in the figure's order
    std::optional<int> selected;
    std::optional<int> hovered;
};

// Only what lies within `exposed`.
void drawHeadGrid(QPainter &painter, const HeadGridPicture &picture, const QRectF &exposed, const FigureStyle &style);

}  // namespace ui
