#pragma once

#include "core/figure/values/token_strip_figure.h"
#include "ui/render/token_strip_painter.h"
#include "ui/theme/figure_style.h"

#include <QRectF>

#include <optional>
#include <vector>

class QPainter;

namespace ui {

// Where the words of a text lie when it runs in lines of `width` pixels.
struct ReadingLayout {
    std::vector<QRectF> words;  // a line high each, in reading order
    std::vector<QRectF>
        grounds;  // what each is colored on: the word and a padding, none to the side where another one is glued on
    double lineHeight = 0;
    double height = 0;
    double padding = 0;  // around a word, where it can be pointed at

    std::optional<int> wordAt(QPointF position) const;
    // The word of the line above or below that stands nearest.
    std::optional<int> wordBeside(int word, int lines) const;
};

// `glued` says of each chip whether it follows the one before without a space.
ReadingLayout layOutReading(const core::TokenStripFigure &figure, const std::vector<bool> &glued, const FigureStyle &style,
                            double width);

// A text as text: every word on the color of its importance, underlined as strongly, so that it reads without color. Words that lower
// the output are on the other color, over a hollow line. Only lines that touch `exposed`.
void drawReading(QPainter &painter, const core::TokenStripFigure &figure, const ReadingLayout &layout,
                 const TokenStripHighlights &highlights, const QRectF &exposed, const FigureStyle &style);

}  // namespace ui
