#include "ui/render/token_strip_painter.h"

#include "ui/render/word_colors.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

double chipWidth(const core::TokenChip &chip, const QFontMetricsF &metrics, const TokenStripSizes &sizes)
{
    return std::clamp(std::ceil(metrics.horizontalAdvance(QString::fromStdString(chip.label))) + 2 * sizes.padding,
                      sizes.narrowest, sizes.widest);
}

QColor textColorOf(const core::TokenChip &chip, const QColor &background, const FigureStyle &style)
{
    return chip.isSpecial ? style.theme.mutedText : readableOn(background, style.theme);
}

QPen outlineOf(int index, const TokenStripHighlights &highlights, const FigureStyle &style)
{
    if (highlights.selected == index)
        return QPen(style.theme.accent, style.selectionWidth);
    if (highlights.paired == index || highlights.hovered == index)
        return QPen(mixed(style.theme.accent, style.theme.card, highlights.paired == index ? 0.15 : 0.45),
                    style.tokens.nearLine);
    return QPen(style.theme.hairline, style.hairlineWidth);
}

// Longer and thicker with importance, so that it reads without color; what speaks against the class is hollow.
void drawUnderline(QPainter &painter, const QRectF &box, const core::TokenChip &chip, const FigureStyle &style)
{
    if (std::isnan(chip.value))
        return;
    const TokenStripSizes &sizes = style.tokens;
    const double added = chip.isSpecial ? sizes.specialUnderline : sizes.strongUnderline;
    const double thickness = sizes.leastUnderline + added * chip.share;
    const double length = box.width() * (chip.isSpecial ? 0.5 + 0.4 * chip.share : 0.35 + 0.57 * chip.share);
    const QRectF line(box.center().x() - length / 2, box.bottom() + sizes.underlineGap, length, thickness);
    const QColor color = chip.isSpecial ? mixed(style.theme.mutedText, style.theme.card, 0.4) : style.theme.accent;
    if (chip.value < 0) {
        painter.setPen(QPen(style.theme.secondAccent, sizes.hollowLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(line.adjusted(sizes.inset, sizes.inset, -sizes.inset, sizes.inset), sizes.hollowLine,
                                sizes.hollowLine);
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(line, thickness / 2, thickness / 2);
}

void drawChip(QPainter &painter, const core::TokenChip &chip, const QRectF &box, const QPen &outline,
              const WordColors &colors, const FigureStyle &style)
{
    const QColor background = colors.at(coloredShare(chip));
    painter.setPen(outline);
    painter.setBrush(background);
    const TokenStripSizes &sizes = style.tokens;
    painter.drawRoundedRect(box.adjusted(sizes.inset, sizes.inset, -sizes.inset, -sizes.inset), sizes.corner, sizes.corner);
    painter.setPen(textColorOf(chip, background, style));
    const QString text = QFontMetricsF(style.body)
                             .elidedText(QString::fromStdString(chip.label), Qt::ElideRight, box.width() - sizes.padding);
    painter.drawText(box, Qt::AlignCenter, text);
    drawUnderline(painter, box, chip, style);
}

}  // namespace

std::optional<int> TokenStripLayout::chipAt(QPointF position) const
{
    for (std::size_t index = 0; index < chips.size(); ++index)
        if (chips[index].adjusted(-gap / 2, 0, gap / 2, rowHeight - chips[index].height()).contains(position))
            return static_cast<int>(index);
    return std::nullopt;
}

TokenStripLayout layOutTokens(const core::TokenStripFigure &figure, const FigureStyle &style, double width)
{
    const QFontMetricsF metrics(style.body);
    const TokenStripSizes &sizes = style.tokens;
    TokenStripLayout layout{.chips = {}, .gap = sizes.gap, .rowHeight = sizes.row};
    layout.chips.reserve(figure.chips.size());
    double x = sizes.edge;
    double y = sizes.edge;
    for (const core::TokenChip &chip : figure.chips) {
        const double chipExtent = chipWidth(chip, metrics, sizes);
        if (x > sizes.edge && x + chipExtent > width - sizes.edge) {
            x = sizes.edge;
            y += sizes.row;
        }
        layout.chips.emplace_back(figure.isRightToLeft ? width - x - chipExtent : x, y, chipExtent, sizes.chip);
        x += chipExtent + sizes.gap;
    }
    layout.height = figure.chips.empty() ? 0 : y + sizes.row;
    return layout;
}

double coloredShare(const core::TokenChip &chip)
{
    return chip.isSpecial ? std::nan("") : std::copysign(chip.share, chip.value);
}

void drawTokens(QPainter &painter, const core::TokenStripFigure &figure, const TokenStripLayout &layout,
                const TokenStripHighlights &highlights, const FigureStyle &style)
{
    const WordColors colors(style.theme);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(style.body);
    for (std::size_t index = 0; index < layout.chips.size(); ++index)
        drawChip(painter, figure.chips[index], layout.chips[index], outlineOf(static_cast<int>(index), highlights, style),
                 colors, style);
}

}  // namespace ui
