#pragma once

#include "core/workbench/what_if_rows.h"
#include "ui/export/drawn_picture.h"
#include "ui/theme/figure_style.h"

#include <QRectF>

#include <optional>

class QPainter;

namespace ui {

// Where the columns of a tree of edits lie when it is `width` pixels wide.
struct WhatIfTreeLayout {
    double width = 0;
    double heading = 0;
    double row = 0;
    double firstDot = 0;      // the root's middle
    double indent = 0;        // of each generation, as far as all of them have room
    double mostIndented = 0;  // generations beyond stand below each other
    double prediction = 0;    // where each column begins
    double bar = 0;
    double number = 0;
    double change = 0;

    double dotX(int depth) const;
    double height(int rows) const { return heading + row * rows; }
    QRectF rowAt(int index) const { return {0, heading + row * index, width, row}; }
};

WhatIfTreeLayout layOutWhatIfTree(const core::WhatIfRows &tree, const FigureStyle &style, double width);

struct WhatIfTreeHighlights {
    std::optional<int> cursor;  // of the keyboard, while it is here
    std::optional<int> hovered;

    bool operator==(const WhatIfTreeHighlights &) const = default;
};

// The rows that touch `exposed`, in the picture's coordinates.
void drawWhatIfTree(QPainter &painter, const core::WhatIfRows &tree, const WhatIfTreeLayout &layout,
                    const WhatIfTreeHighlights &highlights, const QRectF &exposed, const FigureStyle &style);
// The columns' names, at the top.
void drawWhatIfHeading(QPainter &painter, const core::WhatIfRows &tree, const WhatIfTreeLayout &layout,
                       const FigureStyle &style);

// The whole tree as a picture for paper, with no sentence marked as the shown one.
DrawnPicture whatIfPicture(core::WhatIfRows tree, const PictureName &name);

}  // namespace ui
