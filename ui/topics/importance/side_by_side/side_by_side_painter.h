#pragma once

#include "core/figure/importance/side_by_side_figure.h"
#include "ui/export/drawn_picture.h"
#include "ui/theme/figure_style.h"

#include <QRectF>

#include <optional>

class QPainter;

namespace ui {

// Where the parts of a table of two sides lie when it is `width` pixels wide.
struct SideBySideLayout {
    double width = 0;        // of the whole table, which may be wider than the room for it
    double aside = 0;        // how far the columns are scrolled to the left; the words stand still
    double nameWidth = 0;    // of the words of each side, at the left
    double columnWidth = 0;  // of each measure
    double columnGap = 0;
    double heading = 0;
    double row = 0;

    double height(int rows) const { return heading + row * rows; }
    QRectF rowAt(int index) const { return {0, heading + row * index, width, row}; }
    // Where columns are seen.
    QRectF columnsWithin(const QRectF &picture) const;
    QRectF headingAt(int column) const;
    QRectF cellAt(int index, int column) const;
};

SideBySideLayout layOutSideBySide(const core::SideBySideFigure &figure, const FigureStyle &style, double width);

struct SideBySideHighlights {
    std::optional<int> selected;
    std::optional<int> hovered;

    bool operator==(const SideBySideHighlights &) const = default;
};

// The rows that touch `exposed`, in the picture's coordinates.
void drawSideBySide(QPainter &painter, const core::SideBySideFigure &figure, const SideBySideLayout &layout,
                    const SideBySideHighlights &highlights, const QRectF &exposed, const FigureStyle &style);
// The row of names, at the top.
void drawSideBySideHeading(QPainter &painter, const core::SideBySideFigure &figure, const SideBySideLayout &layout,
                           const FigureStyle &style);

// The whole table as a picture for paper.
DrawnPicture sideBySidePicture(const core::SideBySideFigure &figure, const PictureName &name);

// "+0.012": a difference as the table writes it.
QString differenceText(double difference);

}  // namespace ui
