#include "ui/render/head_lines_painter.h"

#include "ui/render/heat_map_frame.h"
#include "ui/render/widest_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace ui {
namespace {

double labelText(const HeadLinesFrame &frame, const HeadLinesSizes &sizes)
{
    return std::clamp(frame.rowHeight * 0.85, sizes.smallestText, sizes.largestText);
}

double widestOf(const core::FigureAxis &axis, const FigureStyle &style)
{
    const QFontMetricsF nameMetrics(style.isOnPaper() ? style.axisName : style.strong);
    const double width = widestText(axis.labels, &core::AxisLabel::text, QFontMetricsF(style.strong));
    const double name = nameMetrics.horizontalAdvance(QString::fromStdString(axis.name));
    return std::max(std::min(std::ceil(width), style.lines.widestLabel),
                    std::min(name, style.isOnPaper() ? name : style.lines.widestLabel));
}

// A query's lines, or a key's where there is no query; where both are given, their own line stands out among the query's.
double focusedStrength(const core::AttentionLine &line, const HeadLinesFocus &focus)
{
    const bool isNear = focus.query ? focus.query == line.query : focus.key == line.key;
    const bool isPair = focus.query && focus.key;
    return !isNear ? 0 : isPair && focus.key != line.key ? 0.6 : 1.2;
}

void drawLine(QPainter &painter, const core::AttentionLine &line, const HeadLinesFrame &frame, double share, QColor color,
              double strength)
{
    const HeadLinesSizes &sizes = frame.sizes;
    color.setAlphaF(static_cast<float>(std::clamp(strength * (0.10 + 0.90 * std::pow(share, 0.7)), 0.0, 1.0)));
    painter.setPen(
        QPen(color, sizes.thinnestLine + (sizes.thickestLine - sizes.thinnestLine) * share, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QPointF(frame.queryEdge + sizes.labelGap, frame.centerOf(line.query)),
                     QPointF(frame.keyEdge - sizes.labelGap, frame.centerOf(line.key)));
}

void drawColumn(QPainter &painter, const core::FigureAxis &axis, const HeadLinesFrame &frame, LineSide side,
                const std::optional<int> &focused, bool isLocked, const FigureStyle &style)
{
    const HeadLinesSizes &sizes = style.lines;
    const double size = labelText(frame, sizes);
    const int step = writtenTokens(axis, frame);
    const auto alignment = (side == LineSide::Query ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter | Qt::TextDontClip;
    const double left = side == LineSide::Query ? 0 : frame.keyEdge;
    const double width = side == LineSide::Query ? frame.queryEdge : frame.width - frame.keyEdge;
    painter.setFont(style.axisName);
    painter.setPen(style.theme.mutedText);
    painter.drawText(QRectF(left, frame.top - sizes.header, width, sizes.header - sizes.headerGap), alignment,
                     QString::fromStdString(axis.name));
    for (int token = 0; token < frame.tokens; ++token) {
        const bool makesWay = focused && std::abs(*focused - token) < step;
        if (focused != token && (token % step != 0 || makesWay))
            continue;
        const core::AxisLabel &label = axis.labels[static_cast<std::size_t>(token)];
        const QFont font = fontOfSize(style.body, size, focused == token && isLocked ? QFont::DemiBold : QFont::Normal);
        painter.setFont(font);
        painter.setPen(focused == token ? style.theme.accent : label.isSpecial ? style.theme.mutedText : style.theme.text);
        const QString text = QFontMetricsF(font).elidedText(QString::fromStdString(label.text), Qt::ElideRight, width);
        painter.drawText(QRectF(left, frame.centerOf(token) - sizes.labelHeight / 2, width, sizes.labelHeight), alignment,
                         text);
    }
}

}  // namespace

int writtenTokens(const core::FigureAxis &axis, const HeadLinesFrame &frame)
{
    const int least = labelStep(frame.rowHeight, frame.sizes.smallestText);
    return axis.every == 0 ? least : axis.every * ((least + axis.every - 1) / axis.every);
}

std::optional<LineEnd> HeadLinesFrame::endAt(QPointF position) const
{
    const int token = static_cast<int>(std::floor((position.y() - top) / rowHeight));
    if (rowHeight <= 0 || token < 0 || token >= tokens)
        return std::nullopt;
    const double middle = (queryEdge + keyEdge) / 2;
    return LineEnd{position.x() < middle ? LineSide::Query : LineSide::Key, token};
}

HeadLinesFrame layOutLines(const core::HeadLinesFigure &figure, const QSizeF &room, const FigureStyle &style)
{
    const int tokens = static_cast<int>(figure.queries.labels.size());
    if (tokens == 0 || room.isEmpty())
        return {};
    const HeadLinesSizes &sizes = style.lines;
    return {.top = sizes.header,
            .rowHeight = std::min(sizes.roomiestRow, (room.height() - sizes.header - sizes.smallestText / 2) / tokens),
            .queryEdge = widestOf(figure.queries, style),
            .keyEdge = room.width() - widestOf(figure.keys, style),
            .width = room.width(),
            .tokens = tokens,
            .sizes = sizes};
}

LineColors lineColors(const Theme &theme)
{
    return {mixed(theme.accent, theme.mutedText, 0.35), theme.accent};
}

void drawLines(QPainter &painter, const core::HeadLinesFigure &figure, const HeadLinesFrame &frame, const LineColors &colors,
               double strength)
{
    painter.setRenderHint(QPainter::Antialiasing);
    for (const core::AttentionLine &line : figure.lines)
        drawLine(painter, line, frame, line.weight / figure.largest, colors.line, strength);
}

void drawFocusedLines(QPainter &painter, const core::HeadLinesFigure &figure, const HeadLinesFrame &frame,
                      const HeadLinesFocus &focus, const LineColors &colors)
{
    painter.setRenderHint(QPainter::Antialiasing);
    for (const core::AttentionLine &line : figure.lines)
        if (const double strength = focusedStrength(line, focus); strength > 0)
            drawLine(painter, line, frame, line.weight / figure.largest, colors.focused, strength);
}

void drawLineLabels(QPainter &painter, const core::HeadLinesFigure &figure, const HeadLinesFrame &frame,
                    const HeadLinesFocus &focus, const FigureStyle &style)
{
    drawColumn(painter, figure.queries, frame, LineSide::Query, focus.query, focus.isLocked, style);
    drawColumn(painter, figure.keys, frame, LineSide::Key, focus.key, focus.isLocked, style);
}

}  // namespace ui
