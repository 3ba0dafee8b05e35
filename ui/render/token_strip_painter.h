#pragma once

#include "core/figure/values/token_strip_figure.h"
#include "ui/theme/figure_style.h"

#include <QRectF>

#include <optional>
#include <vector>

class QPainter;

namespace ui {

// Where the chips of a strip lie when it may be `width` pixels wide; they wrap into rows.
struct TokenStripLayout {
    std::vector<QRectF> chips;  // the rounded boxes; underlines lie below them
    double height = 0;
    double gap = 0;  // between chips
    double rowHeight = 0;

    std::optional<int> chipAt(QPointF position) const;
};

TokenStripLayout layOutTokens(const core::TokenStripFigure &figure, const FigureStyle &style, double width);

// How strongly a word is colored: -1 to 1; NaN without color.
double coloredShare(const core::TokenChip &chip);

struct TokenStripHighlights {
    std::optional<int> selected;
    std::optional<int> hovered;
    std::optional<int> paired;  // the key that belongs to the selected query

    bool operator==(const TokenStripHighlights &) const = default;
};

void drawTokens(QPainter &painter, const core::TokenStripFigure &figure, const TokenStripLayout &layout,
                const TokenStripHighlights &highlights, const FigureStyle &style);

}  // namespace ui
