#pragma once

#include "core/figure/attention/head_lines_figure.h"
#include "ui/theme/figure_style.h"

#include <QRectF>

#include <optional>

class QPainter;

namespace ui {

enum class LineSide { Query, Key };

struct LineEnd {
    LineSide side = LineSide::Query;
    int token = 0;

    bool operator==(const LineEnd &) const = default;
};

// Two columns of tokens, queries left and keys right, one row per token.
struct HeadLinesFrame {
    double top = 0;
    double rowHeight = 0;
    double queryEdge = 0;  // right end of the query labels
    double keyEdge = 0;    // left end of the key labels
    double width = 0;
    int tokens = 0;
    HeadLinesSizes sizes = {};

    double centerOf(int token) const { return top + (token + 0.5) * rowHeight; }
    std::optional<LineEnd> endAt(QPointF position) const;
};

HeadLinesFrame layOutLines(const core::HeadLinesFigure &figure, const QSizeF &room, const FigureStyle &style);

// Every how many tokens of a column can be written: a multiple of what the axis asks for.
int writtenTokens(const core::FigureAxis &axis, const HeadLinesFrame &frame);

// Which tokens stand out: lines of others fade. Both empty: all lines are shown alike.
struct HeadLinesFocus {
    std::optional<int> query;
    std::optional<int> key;
    bool isLocked = false;

    bool isEmpty() const { return !query && !key; }
    bool operator==(const HeadLinesFocus &) const = default;
};

struct LineColors {
    QColor line;  // every line
    QColor focused;
};
LineColors lineColors(const Theme &theme);

void drawLines(QPainter &painter, const core::HeadLinesFigure &figure, const HeadLinesFrame &frame, const LineColors &colors,
               double strength);
void drawFocusedLines(QPainter &painter, const core::HeadLinesFigure &figure, const HeadLinesFrame &frame,
                      const HeadLinesFocus &focus, const LineColors &colors);
void drawLineLabels(QPainter &painter, const core::HeadLinesFigure &figure, const HeadLinesFrame &frame,
                    const HeadLinesFocus &focus, const FigureStyle &style);

}  // namespace ui
