#include "ui/topics/importance/what_if/what_if_tree_painter.h"

#include "ui/theme/qt_text.h"
#include "ui/widgets/number_text.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace ui {
namespace {

constexpr int decimalsOfAnswers = 2;

QString treeText(const char *text)
{
    return QCoreApplication::translate("ui::WhatIfTree", text);
}

// "good → bad", in this order whatever the script of the words: each is laid out for itself.
QString editText(const std::string &edit)
{
    static const QString arrow = QStringLiteral(" → ");
    QStringList words;
    for (const QString &word : qtText(edit).split(arrow))
        words << (word.isRightToLeft() ? QChar(0x2068) + word + QChar(0x2069) : word);
    return words.join(arrow);
}

// Cut behind a word, and before a number that would lose its end.
QString elidedSentence(const QString &text, const QFontMetricsF &metrics, double width)
{
    QString elided = metrics.elidedText(text, Qt::ElideRight, width);
    if (elided == text)
        return text;
    elided.chop(1);
    while (!elided.isEmpty() && !elided.back().isLetter())
        elided.chop(1);
    return elided + QStringLiteral("…");
}

void drawGround(QPainter &painter, int index, const core::WhatIfRow &row, const QRectF &rect,
                const WhatIfTreeHighlights &highlights, const FigureStyle &style)
{
    if (row.isCurrent)
        painter.fillRect(rect, style.theme.accentSurface);
    else if (highlights.hovered == index)
        painter.fillRect(rect, mixed(style.theme.card, style.theme.accentSurface, 0.5));
    if (highlights.cursor == index) {
        painter.setPen(QPen(style.theme.accent, style.hairlineWidth));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5));
    }
}

void drawLines(QPainter &painter, const core::WhatIfRow &row, bool hasChildren, const WhatIfTreeLayout &layout,
               const QRectF &rect, const FigureStyle &style)
{
    const double dotRadius = style.whatIf.dotRadius;
    const double middle = rect.center().y();
    painter.setPen(QPen(mixed(style.theme.mutedText, style.theme.card, 0.5), style.hairlineWidth));
    for (int depth = 1; depth < row.depth; ++depth) {
        if (row.continues[static_cast<std::size_t>(depth)])
            painter.drawLine(QLineF(layout.dotX(depth - 1), rect.top(), layout.dotX(depth - 1), rect.bottom()));
    }
    const double dot = layout.dotX(row.depth);
    if (row.depth > 0) {
        const double parent = layout.dotX(row.depth - 1);
        painter.drawLine(QLineF(parent, rect.top(), parent, row.isLastChild ? middle : rect.bottom()));
        painter.drawLine(QLineF(parent, middle, std::max(parent, dot - dotRadius), middle));
    }
    if (hasChildren)
        painter.drawLine(QLineF(dot, middle + dotRadius, dot, rect.bottom()));
    painter.setPen(QPen(row.isCurrent ? style.theme.accent : style.theme.mutedText, style.whatIf.dotLine));
    painter.setBrush(row.isCurrent ? style.theme.accent : style.theme.card);
    const double radius = dotRadius - style.whatIf.dotLine / 3;
    painter.drawEllipse(QPointF(dot, middle), radius, radius);
}

// What was done, and behind it, muted, what came of it.
void drawTexts(QPainter &painter, const core::WhatIfRow &row, const WhatIfTreeLayout &layout, const QRectF &rect,
               const FigureStyle &style)
{
    const double textGap = style.whatIf.textGap;
    const double left = layout.dotX(row.depth) + style.whatIf.dotRadius + textGap;
    const double right = layout.prediction - style.whatIf.columnGap;
    QRectF place(left, rect.top(), right - left, rect.height());
    const bool isRoot = row.edit.empty();
    const QFont font = row.isCurrent ? style.strong : style.body;
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    painter.setPen(style.theme.text);
    const QString name = elidedSentence(isRoot ? qtText(row.text) : editText(row.edit), metrics, place.width());
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter, name);
    place.setLeft(place.left() + metrics.horizontalAdvance(name) + textGap);
    if (isRoot || place.width() < 3 * textGap)
        return;
    painter.setFont(style.note);
    painter.setPen(style.theme.mutedText);
    painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter,
                     elidedSentence(qtText(row.excerpt), QFontMetricsF(style.note), place.width()));
}

// With a tick where the parent's was.
void drawShare(QPainter &painter, const core::WhatIfRow &row, const WhatIfTreeLayout &layout, const QRectF &rect,
               const FigureStyle &style)
{
    const WhatIfTreeSizes &sizes = style.whatIf;
    const double room = layout.number - sizes.columnGap - layout.bar;
    if (room < style.bars.leastBar)
        return;
    const QRectF track(layout.bar, rect.center().y() - sizes.bar / 2, room, sizes.bar);
    painter.fillRect(track, mixed(style.theme.card, style.theme.hairline, 0.5));
    painter.fillRect(QRectF(track.topLeft(), QSizeF(room * std::clamp(*row.followed, 0.0, 1.0), sizes.bar)),
                     style.theme.accent);
    if (!row.change)
        return;
    const double before = track.left() + room * std::clamp(*row.followed - *row.change, 0.0, 1.0);
    painter.fillRect(
        QRectF(before - sizes.tick / 2, track.top() - sizes.tickReach, sizes.tick, track.height() + 2 * sizes.tickReach),
        style.theme.text);
}

void drawAnswer(QPainter &painter, const core::WhatIfRow &row, bool areProbabilities, const WhatIfTreeLayout &layout,
                const QRectF &rect, const FigureStyle &style)
{
    const auto cell = [&rect](double left, double right) { return QRectF(left, rect.top(), right - left, rect.height()); };
    const QRectF prediction = cell(layout.prediction, layout.bar - style.whatIf.columnGap);
    const QFont &font = row.changesPrediction ? style.strong : style.body;
    painter.setFont(font);
    painter.setPen(row.changesPrediction ? style.theme.secondAccent : style.theme.text);
    const QString name = row.isPending ? QStringLiteral("…") : qtText(row.prediction);
    painter.drawText(prediction, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(font).elidedText(name, Qt::ElideRight, prediction.width()));
    if (!row.followed)
        return;
    if (areProbabilities)
        drawShare(painter, row, layout, rect, style);
    painter.setFont(style.body);
    painter.setPen(style.theme.text);
    painter.drawText(cell(layout.number, layout.number + style.whatIf.number), Qt::AlignRight | Qt::AlignVCenter,
                     numberText(*row.followed, decimalsOfAnswers));
    if (!row.change)
        return;
    const QString change = changeText(*row.change, decimalsOfAnswers);
    painter.setPen(change.startsWith(u'±') ? style.theme.mutedText
                   : *row.change < 0       ? style.theme.secondAccent
                                           : style.theme.accent);
    painter.drawText(cell(layout.change, layout.change + style.whatIf.change), Qt::AlignRight | Qt::AlignVCenter, change);
}

}  // namespace

double WhatIfTreeLayout::dotX(int depth) const
{
    return firstDot + std::min(indent * depth, mostIndented);
}

WhatIfTreeLayout layOutWhatIfTree(const core::WhatIfRows &tree, const FigureStyle &style, double width)
{
    const QFontMetricsF metrics(style.strong);
    const WhatIfTreeSizes &sizes = style.whatIf;
    double prediction =
        std::max(sizes.leastPrediction, QFontMetricsF(style.strongNote).horizontalAdvance(treeText("prediction")));
    int deepest = 1;
    for (const core::WhatIfRow &row : tree.rows) {
        prediction = std::max(prediction, metrics.horizontalAdvance(qtText(row.prediction)));
        deepest = std::max(deepest, row.depth);
    }
    prediction = std::min(prediction + sizes.predictionSlack, sizes.mostPrediction * width);
    WhatIfTreeLayout layout{.width = width,
                            .heading = QFontMetricsF(style.strongNote).height() + sizes.padding,
                            .row = std::ceil(metrics.height() + sizes.padding),
                            .firstDot = sizes.edge + sizes.dotRadius};
    layout.change = width - sizes.edge - sizes.change;
    layout.number = layout.change - sizes.columnGap - sizes.number;
    layout.bar = layout.number - sizes.columnGap - std::min(sizes.widestBar, sizes.mostBar * width);
    layout.prediction = layout.bar - sizes.columnGap - prediction;
    layout.mostIndented = sizes.mostIndented * layout.prediction;
    layout.indent = std::clamp(layout.mostIndented / deepest, sizes.leastIndent, sizes.indent);
    return layout;
}

void drawWhatIfTree(QPainter &painter, const core::WhatIfRows &tree, const WhatIfTreeLayout &layout,
                    const WhatIfTreeHighlights &highlights, const QRectF &exposed, const FigureStyle &style)
{
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::size_t index = 0; index < tree.rows.size(); ++index) {
        const core::WhatIfRow &row = tree.rows[index];
        const QRectF rect = layout.rowAt(static_cast<int>(index));
        if (!rect.intersects(exposed))
            continue;
        const bool hasChildren = index + 1 < tree.rows.size() && tree.rows[index + 1].depth > row.depth;
        drawGround(painter, static_cast<int>(index), row, rect, highlights, style);
        drawLines(painter, row, hasChildren, layout, rect, style);
        drawTexts(painter, row, layout, rect, style);
        drawAnswer(painter, row, tree.areProbabilities, layout, rect, style);
    }
}

void drawWhatIfHeading(QPainter &painter, const core::WhatIfRows &tree, const WhatIfTreeLayout &layout,
                       const FigureStyle &style)
{
    painter.setFont(style.strongNote);
    painter.setPen(style.theme.mutedText);
    const QFontMetricsF metrics(style.strongNote);
    const auto name = [&](double left, double right, Qt::Alignment alignment, const QString &text) {
        painter.drawText(QRectF(left, 0, right - left, layout.heading), alignment | Qt::AlignVCenter,
                         metrics.elidedText(text, Qt::ElideRight, right - left));
    };
    const WhatIfTreeSizes &sizes = style.whatIf;
    name(layout.firstDot + sizes.dotRadius + sizes.textGap, layout.prediction, Qt::AlignLeft, treeText("edit"));
    name(layout.prediction, layout.bar - sizes.columnGap, Qt::AlignLeft, treeText("prediction"));
    name(layout.bar, layout.number + sizes.number, tree.areProbabilities ? Qt::AlignLeft : Qt::AlignRight,
         qtText(tree.followedName));
    name(layout.change - sizes.columnGap, layout.change + sizes.change, Qt::AlignRight, treeText("change"));
}

DrawnPicture whatIfPicture(core::WhatIfRows tree, const PictureName &name)
{
    for (core::WhatIfRow &row : tree.rows)
        row.isCurrent = false;
    const auto rows = static_cast<int>(tree.rows.size());
    const auto size = [tree, rows](double width, const FigureStyle &style) {
        return QSizeF(width, layOutWhatIfTree(tree, style, width).height(rows));
    };
    const auto paint = [tree, rows](QPainter &painter, double width, const FigureStyle &style) {
        const WhatIfTreeLayout layout = layOutWhatIfTree(tree, style, width);
        drawWhatIfTree(painter, tree, layout, {}, QRectF(0, 0, width, layout.height(rows)), style);
        drawWhatIfHeading(painter, tree, layout, style);
    };
    return drawnPicture(name, {.size = size, .paint = paint}, core::whatIfTable(tree));
}

}  // namespace ui
