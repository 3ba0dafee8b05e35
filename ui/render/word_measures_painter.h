#pragma once

#include "core/figure/importance/word_measures_figure.h"
#include "ui/theme/figure_style.h"

#include <QRectF>
#include <QSizeF>

#include <optional>

class QPainter;

namespace ui {

// Where the parts of a table of words and measures lie. Columns are as wide as their names and numbers need.
struct WordMeasuresLayout {
    double nameWidth = 0;    // of the words, at the left
    double columnWidth = 0;  // of each measure
    double heading = 0;      // of the names above, in two lines at most
    double row = 0;
    double gap = 0;    // between columns
    double width = 0;  // of the whole table, which may be wider than the room for it
    double aside = 0;  // how far the columns are scrolled to the left; the words stand still

    double height(int rows) const { return heading + row * rows; }
    QRectF rowAt(int index, double rowWidth) const;
    // Where columns are seen.
    QRectF columnsWithin(const QRectF &picture) const;
    // The name of a measure.
    QRectF headingAt(int column) const;
    // Its bar in a row.
    QRectF cellAt(int index, int column) const;
};

// Rows get taller where `room` has height for more than all of them.
WordMeasuresLayout layOutWordMeasures(const core::WordMeasuresFigure &figure, const FigureStyle &style, const QSizeF &room);

struct WordMeasuresHighlights {
    std::optional<int> selectedRow;
    std::optional<int> hoveredRow;
    std::optional<int> sortedColumn;  // wears an arrow

    bool operator==(const WordMeasuresHighlights &) const = default;
};

// The rows that touch `exposed`, in the picture's coordinates.
void drawWordMeasures(QPainter &painter, const core::WordMeasuresFigure &figure, const WordMeasuresLayout &layout,
                      const WordMeasuresHighlights &highlights, const QRectF &exposed, const FigureStyle &style);
// The row of names, at the top of `area`.
void drawMeasureNames(QPainter &painter, const core::WordMeasuresFigure &figure, const WordMeasuresLayout &layout,
                      const WordMeasuresHighlights &highlights, const FigureStyle &style);

}  // namespace ui
