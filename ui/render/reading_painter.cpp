#include "ui/render/reading_painter.h"

#include "ui/render/word_colors.h"
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

void drawWord(QPainter &painter, const core::TokenChip &chip, const QRectF &box, const WordColors &colors,
              const FigureStyle &style)
{
    painter.setPen(chip.isSpecial ? style.theme.mutedText : readableOn(colors.at(coloredShare(chip)), style.theme));
    painter.drawText(box, Qt::AlignCenter, qtText(chip.label));
    drawLine(painter, chip, box, style);
}

void drawOutline(QPainter &painter, const QRectF &ground, bool isSelected, const FigureStyle &style)
{
    painter.setPen(isSelected ? QPen(style.theme.accent, style.selectionWidth)
                              : QPen(mixed(style.theme.accent, style.theme.card, 0.45), style.tokens.nearLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(ground, style.tokens.corner / 2, style.tokens.corner / 2);
}

// Each word's ground, without the paddings between words that are glued together.
std::vector<QRectF> groundsOf(const std::vector<QRectF> &words, const std::vector<bool> &glued, bool isRightToLeft,
                              double padding)
{
    std::vector<QRectF> grounds = words;
    for (std::size_t index = 0; index < words.size(); ++index) {
        const bool continues = index + 1 < words.size() && glued[index + 1] && words[index + 1].top() == words[index].top();
        const double before = index > 0 && glued[index] && words[index - 1].top() == words[index].top() ? 0 : padding;
        const double behind = continues ? 0 : padding;
        grounds[index].adjust(isRightToLeft ? -behind : -before, 0, isRightToLeft ? before : behind, 0);
    }
    return grounds;
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
                         .grounds = {},
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
    layout.grounds = groundsOf(layout.words, glued, figure.isRightToLeft, layout.padding);
    return layout;
}

void drawReading(QPainter &painter, const core::TokenStripFigure &figure, const ReadingLayout &layout,
                 const TokenStripHighlights &highlights, const QRectF &exposed, const FigureStyle &style)
{
    const WordColors colors(style.theme);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(readingFont(style));
    const auto each = [&](auto draw) {
        for (std::size_t index = 0; index < layout.words.size(); ++index) {
            const QRectF &box = layout.words[index];
            if (box.bottom() + layout.lineHeight < exposed.top())
                continue;
            if (box.top() > exposed.bottom())
                break;
            draw(index);
        }
    };
    // No ground covers a letter of the word beside it.
    each([&](std::size_t index) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.at(coloredShare(figure.chips[index])));
        painter.drawRoundedRect(layout.grounds[index], style.tokens.corner / 2, style.tokens.corner / 2);
    });
    each([&](std::size_t index) {
        const int word = static_cast<int>(index);
        drawWord(painter, figure.chips[index], layout.words[index], colors, style);
        if (highlights.selected == word || highlights.hovered == word)
            drawOutline(painter, layout.grounds[index], highlights.selected == word, style);
    });
}

}  // namespace ui
