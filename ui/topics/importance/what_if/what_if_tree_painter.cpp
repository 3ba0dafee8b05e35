#include "ui/topics/importance/what_if/what_if_tree_painter.h"

#include "ui/theme/qt_text.h"
#include "ui/widgets/number_text.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace ui {
namespace {

constexpr double edge = 4;
constexpr double indent = 20;  // of each generation
constexpr double dotRadius = 4;
constexpr double textGap = 10;
constexpr double columnGapOfTree = 12;
constexpr double numberColumn = 44;
constexpr double changeColumn = 56;
constexpr double widestBar = 180;
constexpr double thicknessOfBar = 8;
constexpr double leastPrediction = 72;
constexpr int decimalsOfAnswers = 2;

QString treeText(const char *text)
{
    return QCoreApplication::translate("ui::WhatIfTree", text);
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

double dotX(int depth)
{
    return edge + dotRadius + indent * depth;
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

void drawLines(QPainter &painter, const core::WhatIfRow &row, bool hasChildren, const QRectF &rect, const FigureStyle &style)
{
    const double middle = rect.center().y();
    painter.setPen(QPen(mixed(style.theme.mutedText, style.theme.card, 0.5), style.hairlineWidth));
    for (int depth = 1; depth < row.depth; ++depth) {
        if (row.continues[static_cast<std::size_t>(depth)])
            painter.drawLine(QLineF(dotX(depth - 1), rect.top(), dotX(depth - 1), rect.bottom()));
    }
    if (row.depth > 0) {
        painter.drawLine(
            QLineF(dotX(row.depth - 1), rect.top(), dotX(row.depth - 1), row.isLastChild ? middle : rect.bottom()));
        painter.drawLine(QLineF(dotX(row.depth - 1), middle, dotX(row.depth) - dotRadius, middle));
    }
    if (hasChildren)
        painter.drawLine(QLineF(dotX(row.depth), middle + dotRadius, dotX(row.depth), rect.bottom()));
    painter.setPen(QPen(row.isCurrent ? style.theme.accent : style.theme.mutedText, 1.4));
    painter.setBrush(row.isCurrent ? style.theme.accent : style.theme.card);
    painter.drawEllipse(QPointF(dotX(row.depth), middle), dotRadius - 0.5, dotRadius - 0.5);
}

// What was done, and behind it, muted, what came of it.
void drawTexts(QPainter &painter, const core::WhatIfRow &row, const WhatIfTreeLayout &layout, const QRectF &rect,
               const FigureStyle &style)
{
    const double left = dotX(row.depth) + dotRadius + textGap;
    const double right = layout.prediction - columnGapOfTree;
    QRectF place(left, rect.top(), right - left, rect.height());
    const bool isRoot = row.edit.empty();
    const QFont font = row.isCurrent ? style.strong : style.body;
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    painter.setPen(style.theme.text);
    const QString name = elidedSentence(qtText(isRoot ? row.text : row.edit), metrics, place.width());
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
    const double room = layout.number - columnGapOfTree - layout.bar;
    if (room < style.bars.leastBar)
        return;
    const QRectF track(layout.bar, rect.center().y() - thicknessOfBar / 2, room, thicknessOfBar);
    painter.fillRect(track, mixed(style.theme.card, style.theme.hairline, 0.5));
    painter.fillRect(QRectF(track.topLeft(), QSizeF(room * std::clamp(*row.followed, 0.0, 1.0), thicknessOfBar)),
                     style.theme.accent);
    if (!row.change)
        return;
    const double before = track.left() + room * std::clamp(*row.followed - *row.change, 0.0, 1.0);
    painter.fillRect(QRectF(before - 1, track.top() - 3, 2, track.height() + 6), style.theme.text);
}

void drawAnswer(QPainter &painter, const core::WhatIfRow &row, bool areProbabilities, const WhatIfTreeLayout &layout,
                const QRectF &rect, const FigureStyle &style)
{
    const auto cell = [&rect](double left, double right) { return QRectF(left, rect.top(), right - left, rect.height()); };
    const QRectF prediction = cell(layout.prediction, layout.bar - columnGapOfTree);
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
    painter.drawText(cell(layout.number, layout.number + numberColumn), Qt::AlignRight | Qt::AlignVCenter,
                     numberText(*row.followed, decimalsOfAnswers));
    if (!row.change)
        return;
    const QString change = changeText(*row.change, decimalsOfAnswers);
    painter.setPen(change.startsWith(u'±') ? style.theme.mutedText
                   : *row.change < 0       ? style.theme.secondAccent
                                           : style.theme.accent);
    painter.drawText(cell(layout.change, layout.change + changeColumn), Qt::AlignRight | Qt::AlignVCenter, change);
}

}  // namespace

WhatIfTreeLayout layOutWhatIfTree(const core::WhatIfRows &tree, const FigureStyle &style, double width)
{
    const QFontMetricsF metrics(style.strong);
    double prediction = std::max(leastPrediction, QFontMetricsF(style.strongNote).horizontalAdvance(treeText("prediction")));
    for (const core::WhatIfRow &row : tree.rows)
        prediction = std::max(prediction, metrics.horizontalAdvance(qtText(row.prediction)));
    prediction = std::min(prediction + 4, 0.22 * width);
    WhatIfTreeLayout layout{
        .width = width, .heading = QFontMetricsF(style.strongNote).height() + 10, .row = std::ceil(metrics.height() + 10)};
    layout.change = width - edge - changeColumn;
    layout.number = layout.change - columnGapOfTree - numberColumn;
    layout.bar = layout.number - columnGapOfTree - std::min(widestBar, 0.16 * width);
    layout.prediction = layout.bar - columnGapOfTree - prediction;
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
        drawLines(painter, row, hasChildren, rect, style);
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
    name(dotX(0) + dotRadius + textGap, layout.prediction, Qt::AlignLeft, treeText("edit"));
    name(layout.prediction, layout.bar - columnGapOfTree, Qt::AlignLeft, treeText("prediction"));
    name(layout.bar, layout.number + numberColumn, tree.areProbabilities ? Qt::AlignLeft : Qt::AlignRight,
         qtText(tree.followedName));
    name(layout.change - columnGapOfTree, layout.change + changeColumn, Qt::AlignRight, treeText("change"));
}

}  // namespace ui
