#include "ui/render/token_strip_painter.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double chipHeight = 30;
constexpr double chipPadding = 8;
constexpr double narrowestChip = 18;
constexpr double widestChip = 180;
constexpr double chipGap = 5;
constexpr double cornerRadius = 5;
// The share of the color map that a chip's background may use, so that text stays readable on it.
constexpr double deepestOnLight = 0.62;
constexpr double deepestOnDark = 0.42;

double chipWidth(const core::TokenChip &chip, const QFontMetricsF &metrics)
{
    return std::clamp(std::ceil(metrics.horizontalAdvance(QString::fromStdString(chip.label))) + 2 * chipPadding,
                      narrowestChip, widestChip);
}

QColor backgroundOf(const core::TokenChip &chip, const ColorTable &colors, const FigureStyle &style)
{
    if (chip.isSpecial)
        return style.theme.card;
    const double deepest = style.theme.isDark ? deepestOnDark : deepestOnLight;
    return QColor(colors[static_cast<std::size_t>(std::lround(chip.share * deepest * 255))]);
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
        return QPen(mixed(style.theme.accent, style.theme.card, highlights.paired == index ? 0.15 : 0.45), 1.2);
    return QPen(style.theme.hairline, style.hairlineWidth);
}

// Longer and thicker with importance, so that it reads without color; what speaks against the class is hollow.
void drawUnderline(QPainter &painter, const QRectF &box, const core::TokenChip &chip, const FigureStyle &style)
{
    if (std::isnan(chip.value))
        return;
    const double thickness = 1 + (chip.isSpecial ? 1.0 : 3.5) * chip.share;
    const double length = box.width() * (chip.isSpecial ? 0.5 + 0.4 * chip.share : 0.35 + 0.57 * chip.share);
    const QRectF line(box.center().x() - length / 2, box.bottom() + 3, length, thickness);
    const QColor color = chip.isSpecial ? mixed(style.theme.mutedText, style.theme.card, 0.4) : style.theme.accent;
    if (chip.value < 0) {
        painter.setPen(QPen(style.theme.secondAccent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(line.adjusted(0.5, 0.5, -0.5, 0.5), 1, 1);
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(line, thickness / 2, thickness / 2);
}

void drawChip(QPainter &painter, const core::TokenChip &chip, const QRectF &box, const QPen &outline,
              const ColorTable &colors, const FigureStyle &style)
{
    const QColor background = backgroundOf(chip, colors, style);
    painter.setPen(outline);
    painter.setBrush(background);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), cornerRadius, cornerRadius);
    painter.setPen(textColorOf(chip, background, style));
    const QString text =
        QFontMetricsF(style.body).elidedText(QString::fromStdString(chip.label), Qt::ElideRight, box.width() - chipPadding);
    painter.drawText(box, Qt::AlignCenter, text);
    drawUnderline(painter, box, chip, style);
}

}  // namespace

std::optional<int> TokenStripLayout::chipAt(QPointF position) const
{
    for (std::size_t index = 0; index < chips.size(); ++index)
        if (chips[index].adjusted(-chipGap / 2, 0, chipGap / 2, tokenRowHeight - chipHeight).contains(position))
            return static_cast<int>(index);
    return std::nullopt;
}

TokenStripLayout layOutTokens(const core::TokenStripFigure &figure, const FigureStyle &style, double width,
                              Qt::LayoutDirection direction)
{
    const QFontMetricsF metrics(style.body);
    TokenStripLayout layout;
    double x = 1;
    double y = 1;
    for (const core::TokenChip &chip : figure.chips) {
        const double chipExtent = chipWidth(chip, metrics);
        if (x > 1 && x + chipExtent > width - 1) {
            x = 1;
            y += tokenRowHeight;
        }
        layout.chips.emplace_back(direction == Qt::RightToLeft ? width - x - chipExtent : x, y, chipExtent, chipHeight);
        x += chipExtent + chipGap;
    }
    layout.height = figure.chips.empty() ? 0 : y + tokenRowHeight;
    return layout;
}

void drawTokens(QPainter &painter, const core::TokenStripFigure &figure, const TokenStripLayout &layout,
                const TokenStripHighlights &highlights, const ColorTable &colors, const FigureStyle &style)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(style.body);
    for (std::size_t index = 0; index < layout.chips.size(); ++index)
        drawChip(painter, figure.chips[index], layout.chips[index], outlineOf(static_cast<int>(index), highlights, style),
                 colors, style);
}

}  // namespace ui
