#include "ui/render/reading_painter.h"

#include "ui/theme/qt_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

// A little larger than what labels things.
QFont readingFont(const FigureStyle &style)
{
    return fontOfSize(style.body, style.reading.text);
}

QColor groundOf(const core::TokenChip &chip, const ColorTable &colors, const FigureStyle &style)
{
    if (chip.isSpecial || std::isnan(chip.value))
        return style.theme.card;
    if (chip.value < 0)
        return mixed(style.theme.card, style.theme.secondAccent, style.reading.deepestOpposite * chip.share);
    return QColor(colors[static_cast<std::size_t>(std::lround(chip.share * 255))]);
}

void drawLine(QPainter &painter, const core::TokenChip &chip, const QRectF &box, const FigureStyle &style)
{
    if (std::isnan(chip.value) || chip.isSpecial || chip.share < style.reading.leastUnderlined)
        return;
    const double thickness = style.tokens.leastUnderline + style.tokens.strongUnderline * chip.share;
    const QRectF line(box.left(), box.bottom() + style.tokens.underlineGap, box.width() * (0.3 + 0.7 * chip.share),
                      thickness);
    if (chip.value < 0) {
        painter.setPen(QPen(style.theme.secondAccent, style.tokens.hollowLine));
        painter.setBrush(Qt::NoBrush);
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(style.theme.accent);
    }
    painter.drawRect(line);
}

void drawWord(QPainter &painter, const core::TokenChip &chip, const QRectF &box, const ColorTable &colors, bool isSelected,
              bool isHovered, const FigureStyle &style)
{
    const QColor ground = groundOf(chip, colors, style);
    painter.setPen(isSelected  ? QPen(style.theme.accent, style.selectionWidth)
                   : isHovered ? QPen(mixed(style.theme.accent, style.theme.card, 0.45), style.tokens.nearLine)
                               : QPen(Qt::NoPen));
    painter.setBrush(ground);
    painter.drawRoundedRect(box.adjusted(-style.reading.padding, 0, style.reading.padding, 0), style.tokens.corner / 2,
                            style.tokens.corner / 2);
    painter.setPen(chip.isSpecial ? style.theme.mutedText : readableOn(ground, style.theme));
    painter.drawText(box, Qt::AlignCenter, qtText(chip.label));
    drawLine(painter, chip, box, style);
}

}  // namespace

std::optional<int> ReadingLayout::wordAt(QPointF position) const
{
    // Words are in order of their lines, so that the line is found by halving.
    const auto first = std::ranges::lower_bound(words, position.y() - lineHeight, {}, &QRectF::top);
    for (auto word = first; word != words.end() && word->top() <= position.y(); ++word) {
        if (word->adjusted(-padding, 0, padding, lineHeight - word->height()).contains(position))
            return static_cast<int>(word - words.begin());
    }
    return std::nullopt;
}

std::optional<int> ReadingLayout::wordBeside(int word, int lines) const
{
    const QRectF &from = words[static_cast<std::size_t>(word)];
    const double wanted = from.top() + lines * lineHeight;
    std::optional<int> nearest;
    double distance = 0;
    for (std::size_t index = 0; index < words.size(); ++index) {
        if (std::abs(words[index].top() - wanted) > lineHeight / 2)
            continue;
        const double away = std::abs(words[index].center().x() - from.center().x());
        if (!nearest || away < distance) {
            nearest = static_cast<int>(index);
            distance = away;
        }
    }
    return nearest;
}

ReadingLayout layOutReading(const core::TokenStripFigure &figure, const std::vector<bool> &glued, const FigureStyle &style,
                            double width)
{
    const QFontMetricsF metrics(readingFont(style));
    const double space = metrics.horizontalAdvance(QLatin1Char(' ')) + style.reading.padding;
    ReadingLayout layout{.words = {},
                         .lineHeight = std::ceil(metrics.height() * style.reading.line),
                         .height = 0,
                         .padding = style.reading.padding};
    const double edge = style.reading.edge;
    layout.words.reserve(figure.chips.size());
    double x = edge;
    double y = edge;
    for (std::size_t index = 0; index < figure.chips.size(); ++index) {
        const double wide = std::min(metrics.horizontalAdvance(qtText(figure.chips[index].label)), width - 2 * edge);
        if (index > 0 && !glued[index])
            x += space;
        if (x > edge && x + wide > width - edge) {
            x = edge;
            y += layout.lineHeight;
        }
        layout.words.emplace_back(figure.isRightToLeft ? width - x - wide : x, y, wide, metrics.height());
        x += wide;
    }
    layout.height = figure.chips.empty() ? 0 : y + layout.lineHeight + edge;
    return layout;
}

void drawReading(QPainter &painter, const core::TokenStripFigure &figure, const ReadingLayout &layout,
                 const TokenStripHighlights &highlights, const QRectF &exposed, const FigureStyle &style)
{
    const ColorTable colors = chipColors(tokenColors(style.theme), style.theme);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(readingFont(style));
    for (std::size_t index = 0; index < layout.words.size(); ++index) {
        const QRectF &box = layout.words[index];
        if (box.bottom() + layout.lineHeight < exposed.top())
            continue;
        if (box.top() > exposed.bottom())
            break;
        const int word = static_cast<int>(index);
        drawWord(painter, figure.chips[index], box, colors, highlights.selected == word, highlights.hovered == word, style);
    }
}

}  // namespace ui
