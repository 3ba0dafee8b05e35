#include "ui/render/token_color_bar.h"

#include "ui/render/color_bar_painter.h"
#include "ui/render/word_colors.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

bool hasNegative(const core::TokenStripFigure &figure)
{
    return std::ranges::any_of(figure.chips, [](const core::TokenChip &chip) { return !chip.isSpecial && chip.value < 0; });
}

// A map without cells, which the color bar reads.
core::HeatMapFigure scaleOf(const core::TokenStripFigure &figure)
{
    core::HeatMapFigure bar;
    bar.valueName = figure.measureName;
    bar.scale.high = 0;
    for (const core::TokenChip &chip : figure.chips) {
        if (chip.share > 0 && chip.share < 1)
            bar.scale.high = std::max(bar.scale.high, std::abs(chip.value) / chip.share);
        else if (!std::isnan(chip.value) && chip.share > 0 && !chip.isSpecial)
            bar.scale.high = std::max(bar.scale.high, std::abs(chip.value));
    }
    if (hasNegative(figure)) {
        bar.scale.low = -bar.scale.high;
        bar.scale.kind = core::ScaleKind::Symmetric;
        bar.scaleNote = "hollow line: negative";
    }
    return bar;
}

}  // namespace

void drawTokenColorBar(QPainter &painter, const core::TokenStripFigure &figure, const QRectF &area, const FigureStyle &style)
{
    const core::HeatMapFigure bar = scaleOf(figure);
    if (bar.scale.high <= 0)
        return;
    const QRectF block(area.left() + style.tokens.edge, area.top(), area.width() - 2 * style.tokens.edge,
                       style.colorBar.height);
    drawColorBar(painter, bar, {.block = block, .captionWidth = block.width(), .marked = {}, .merged = {}},
                 WordColors(style.theme).table(hasNegative(figure)), style);
}

double tokenColorBarWidth(const core::TokenStripFigure &figure, const FigureStyle &style)
{
    const double caption = std::ceil(QFontMetricsF(style.note).horizontalAdvance(captionText(scaleOf(figure))));
    return std::max(style.colorBar.mostWidth, caption + 2 * style.colorBar.scale) + 2 * style.tokens.edge;
}

double tokenColorBarHeight(const core::TokenStripFigure &figure, const FigureStyle &style)
{
    return scaleOf(figure).scale.high > 0 ? style.colorBar.height + style.colorBar.below : 0;
}

}  // namespace ui
