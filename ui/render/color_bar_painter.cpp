#include "ui/render/color_bar_painter.h"

#include "core/figure/values/figure_text.h"
#include "ui/render/heat_map_painter.h"
#include "ui/render/vector_cells.h"
#include "ui/theme/fitted_text.h"

#include <QFontMetricsF>
#include <QObject>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

QImage gradient(const core::ColorScale &scale, const ColorTable &colors, int width)
{
    QImage image(width, 1, QImage::Format_RGB32);
    for (int x = 0; x < width; ++x) {
        const double place = width > 1 ? x / (width - 1.0) : 0;
        const double value = scale.kind == core::ScaleKind::Logarithmic ? scale.low * std::pow(scale.high / scale.low, place)
                                                                        : scale.low + (scale.high - scale.low) * place;
        image.setPixel(x, 0, colors[static_cast<std::size_t>(std::lround(scale.shareOf(value) * 255))]);
    }
    return image;
}

void drawGradient(QPainter &painter, const QRectF &box, const core::ColorScale &scale, const ColorTable &colors,
                  const FigureStyle &style)
{
    if (style.cellOverlap > 0)
        drawRectangles(painter, gradient(scale, colors, static_cast<int>(colors.size())), box, style.cellOverlap);
    else
        painter.drawImage(box, gradient(scale, colors, std::max(2, qRound(box.width()))));
}

// Values run evenly along the bar; it is the colors that gamma bends.
double placeOf(double value, const core::ColorScale &scale)
{
    core::ColorScale straight = scale;
    straight.gamma = 1;
    return straight.shareOf(value);
}

double valueInTheMiddle(const core::ColorScale &scale)
{
    return scale.kind == core::ScaleKind::Logarithmic ? std::sqrt(scale.low * scale.high) : (scale.low + scale.high) / 2;
}

QString colorNumber(const core::HeatMapFigure &figure, double value)
{
    return QString::fromStdString(core::formatNumber(value, figure.isWhole ? 0 : core::decimalsOf(figure.scale)));
}

// The middle one stays away where the others leave it no room, and of counts where it is none.
void drawColorNumbers(QPainter &painter, const core::HeatMapFigure &figure, const QRectF &line, double leastGap)
{
    const QString low = colorNumber(figure, figure.scale.low);
    const QString high = colorNumber(figure, figure.scale.high);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, low);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, high);
    const double middle = valueInTheMiddle(figure.scale);
    const QString between = colorNumber(figure, middle);
    const QFontMetricsF metrics(painter.font());
    const double outer = std::max(metrics.horizontalAdvance(low), metrics.horizontalAdvance(high));
    const bool hasRoom = metrics.horizontalAdvance(between) + 2 * (outer + leastGap) <= line.width();
    if (hasRoom && (!figure.isWhole || middle == std::round(middle)))
        painter.drawText(line, Qt::AlignHCenter | Qt::AlignVCenter, between);
}

// "each pixel: largest of up to 7 × 7 cells"; empty where every cell has a pixel of its own.
QString mergeNote(const core::HeatMapFigure &figure, const MergedCells &merged)
{
    if (merged == MergedCells())
        return {};
    const QString cells = merged.rows == 1      ? QObject::tr("%1 cells in its row").arg(merged.columns)
                          : merged.columns == 1 ? QObject::tr("%1 cells in its column").arg(merged.rows)
                                                : QObject::tr("%1 × %2 cells").arg(merged.rows).arg(merged.columns);
    if (!figure.named.empty()) {
        const auto most = std::ranges::max_element(figure.named, {}, &core::NamedValue::value);
        return QObject::tr("each pixel: “%1” where any of up to %2 is").arg(QString::fromStdString(most->name), cells);
    }
    return (figure.scale.isDiverging() ? QObject::tr("pixels: farthest from neutral of up to %1")
                                       : QObject::tr("each pixel: largest of up to %1"))
        .arg(cells);
}

// Moved to the left where it would not fit otherwise.
void drawMergeNote(QPainter &painter, const QString &note, const QRectF &line)
{
    const QFontMetricsF metrics(painter.font());
    const double left = std::max(0.0, std::min(line.left(), line.right() - std::ceil(metrics.horizontalAdvance(note))));
    painter.drawText(QRectF(left, line.top(), line.right() - left, line.height()), Qt::AlignLeft | Qt::AlignTop,
                     elidedBeforeNumbers(note, metrics, line.right() - left));
}

// Swatches with their names, side by side.
void drawLegend(QPainter &painter, const core::HeatMapFigure &figure, QPointF corner, const ColorTable &colors,
                const FigureStyle &style)
{
    const ColorBarSizes &sizes = style.colorBar;
    double left = corner.x();
    for (const core::NamedValue &named : figure.named) {
        const QString name = QString::fromStdString(named.name);
        const QRectF swatch(left, corner.y() + sizes.swatchDrop, sizes.swatch, sizes.swatch);
        painter.fillRect(swatch,
                         QColor(colors[static_cast<std::size_t>(std::lround(figure.scale.shareOf(named.value) * 255))]));
        painter.setPen(QPen(style.theme.hairline, style.hairlineWidth));
        painter.drawRect(swatch.adjusted(-sizes.outline, -sizes.outline, sizes.outline, sizes.outline));
        painter.setPen(style.theme.mutedText);
        const double width = painter.fontMetrics().horizontalAdvance(name);
        painter.drawText(swatch.adjusted(sizes.swatch + sizes.swatchGap, -sizes.markReach,
                                         sizes.swatchGap + width + sizes.scale, sizes.markReach),
                         Qt::AlignLeft | Qt::AlignVCenter, name);
        left = swatch.right() + sizes.swatchGap + width + sizes.legendGap;
    }
}

void drawMark(QPainter &painter, const QRectF &colorsBox, double place, const FigureStyle &style)
{
    const double x = colorsBox.left() + place * colorsBox.width();
    const ColorBarSizes &sizes = style.colorBar;
    painter.fillRect(QRectF(x - sizes.markWidth / 2, colorsBox.top() - sizes.markReach, sizes.markWidth,
                            colorsBox.height() + 2 * sizes.markReach),
                     style.theme.accent);
}

double readOutWidth(const core::HeatMapFigure &figure, const ColorBar &bar, const FigureStyle &style)
{
    if (!bar.marked)
        return 0;
    return std::max(style.colorBar.leastReadOut,
                    QFontMetricsF(style.strongNote).horizontalAdvance(readOut(figure, *bar.marked)) +
                        style.colorBar.readOutGap);
}

// From the block's left, and as far to the left of it as the words and the marked cell's number need.
QRectF captionBox(const core::HeatMapFigure &figure, const ColorBar &bar, const FigureStyle &style)
{
    const double right = bar.block.left() + bar.captionWidth;
    const double needed = std::ceil(QFontMetricsF(style.note).horizontalAdvance(captionText(figure))) + style.colorBar.scale;
    const double left = std::clamp(right - needed - readOutWidth(figure, bar, style), 0.0, bar.block.left());
    return {left, bar.block.top(), right - left, style.colorBar.line};
}

}  // namespace

QString captionText(const core::HeatMapFigure &figure)
{
    const QString name = QString::fromStdString(figure.valueName);
    return figure.scaleNote.empty() ? name : name + QStringLiteral(" · ") + QString::fromStdString(figure.scaleNote);
}

bool breaksCaption(double caption, double width, const FigureStyle &style)
{
    return style.isOnPaper() && caption + style.colorBar.scale > width;
}

double leastColorBarWidth(const core::HeatMapFigure &figure, const FigureStyle &style)
{
    const QFontMetricsF metrics(style.note);
    if (figure.named.empty())
        return std::ceil(metrics.horizontalAdvance(colorNumber(figure, figure.scale.low)) + style.colorBar.leastNumberGap +
                         metrics.horizontalAdvance(colorNumber(figure, figure.scale.high)));
    double width = 0;
    for (const core::NamedValue &named : figure.named)
        width += style.colorBar.swatch + style.colorBar.swatchGap +
                 metrics.horizontalAdvance(QString::fromStdString(named.name)) + style.colorBar.legendGap;
    return std::ceil(width);
}

void drawColorBar(QPainter &painter, const core::HeatMapFigure &figure, const ColorBar &bar, const ColorTable &colors,
                  const FigureStyle &style)
{
    const ColorBarSizes &sizes = style.colorBar;
    QRectF caption = captionBox(figure, bar, style);
    const double whole = bar.block.left() + bar.captionWidth;
    const bool isBroken = breaksCaption(QFontMetricsF(style.note).horizontalAdvance(captionText(figure)), whole, style);
    if (isBroken) {
        painter.setFont(style.note);
        painter.setPen(style.theme.mutedText);
        painter.drawText(caption, Qt::AlignLeft | Qt::AlignVCenter,
                         elidedKeepingNumbers(QString::fromStdString(figure.valueName), QFontMetricsF(style.note), whole));
        caption.translate(0, sizes.line);
    }
    const QRectF colorsBox(bar.block.left(), caption.bottom() + sizes.captionGap,
                           std::min(sizes.mostWidth, bar.block.width()), sizes.colors);
    const QRectF numbers(colorsBox.left(), colorsBox.bottom() + sizes.numberGap, colorsBox.width(), sizes.line);
    const QString marked = bar.marked ? readOut(figure, *bar.marked) : QString();
    const double markedWidth = readOutWidth(figure, bar, style);
    const QFontMetricsF metrics(style.note);
    const QString text = elidedKeepingNumbers(isBroken ? QString::fromStdString(figure.scaleNote) : captionText(figure),
                                              metrics, caption.width() - markedWidth);
    painter.setFont(style.note);
    painter.setPen(style.theme.mutedText);
    painter.drawText(caption, Qt::AlignLeft | Qt::AlignVCenter, text);
    const QRectF lastLine(bar.block.left(), numbers.bottom(), bar.captionWidth, sizes.mergeNote);
    drawMergeNote(painter, mergeNote(figure, bar.merged), lastLine);
    painter.setBrush(Qt::NoBrush);
    if (!figure.named.empty()) {
        drawLegend(painter, figure, colorsBox.topLeft(), colors, style);
    } else {
        drawColorNumbers(painter, figure, numbers, sizes.leastNumberGap);
        drawGradient(painter, colorsBox, figure.scale, colors, style);
        painter.setPen(QPen(style.theme.hairline, style.hairlineWidth));
        painter.drawRect(colorsBox.adjusted(-sizes.outline, -sizes.outline, sizes.outline, sizes.outline));
        if (bar.marked)
            drawMark(painter, colorsBox, placeOf(figure.values(bar.marked->row, bar.marked->column), figure.scale), style);
    }
    if (!bar.marked)
        return;
    const double end = std::max(colorsBox.right(), caption.left() + metrics.horizontalAdvance(text) + markedWidth);
    const QRectF box(std::min(caption.right(), end) - markedWidth, caption.top(), markedWidth, caption.height());
    painter.setPen(style.theme.accent);
    painter.setFont(style.strongNote);
    painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter, marked);
}

}  // namespace ui
