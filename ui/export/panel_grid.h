#pragma once

#include "core/figure/any/any_figure.h"
#include "ui/theme/figure_style.h"

#include <QRectF>

#include <cstddef>
#include <span>
#include <vector>

namespace ui {

// How panels stand on a page, row by row. Lengths are units of the style.
struct PanelGrid {
    std::size_t columns = 1;
    double width = 0;           // of a panel
    double gap = 0;             // between panels
    double letter = 0;          // above each of them
    std::vector<double> plots;  // how tall each plot is asked to be; 0: as its picture likes
};

struct PlacedPanel {
    QRectF slot;     // of the grid, without the letter
    QRectF picture;  // within it
};

struct PlacedPanels {
    std::vector<PlacedPanel> panels;
    double bottom = 0;  // of the last row
};

// Each panel as tall as its picture asks for. Plots of a row share their upper and lower edges, those of a column their left and right
// ones: what stands around them has as much room as the one with the longest labels needs. Maps of square cells are as large as the
// smallest of their row, curves and bars as tall as the maps beside them; rows of labels that need more height keep it.
PlacedPanels placePanels(std::span<const core::Figure> figures, const PanelGrid &grid, const FigureStyle &style);

}  // namespace ui
