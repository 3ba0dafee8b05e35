#include "ui/render/heat_map_painter.h"

#include "core/figure/values/figure_text.h"
#include "ui/theme/fitted_text.h"

#include <QFontMetricsF>
#include <QObject>
#include <QPainter>
#include <QtMath>

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double labelAngle = 60;
constexpr double longestLabel = 116;
constexpr double largestLabelPixels = 12;
constexpr double smallestLabelPixels = 8;
constexpr double labelGap = 8;
constexpr double standingGap = 6;  // between two column labels that stand upright
constexpr double widestColorBar = 260;
constexpr double narrowestReadOut = 44;  // so that the name beside it stands still
constexpr double leastNumberGap = 10;
constexpr double mergeNoteHeight = 15;
constexpr double lineOfLabel = 1.1;  // line height in font sizes; tight, as cells are

double labelPixels(double spacing)
{
    return std::clamp(spacing / lineOfLabel, smallestLabelPixels, largestLabelPixels);
}

double sine()
{
    return std::sin(qDegreesToRadians(labelAngle));
}
double cosine()
{
    return std::cos(qDegreesToRadians(labelAngle));
}

double widest(const core::FigureAxis &axis, const QFontMetricsF &metrics)
{
    double width = 0;
    for (const core::AxisLabel &label : axis.labels)
        width = std::max(width, metrics.horizontalAdvance(QString::fromStdString(label.text)));
    return std::min(width, longestLabel);
}

QString rowsName(const core::HeatMapFigure &figure)
{
    return QString::fromStdString(figure.rows.name) + QStringLiteral(" ↓");
}

QString columnsName(const core::HeatMapFigure &figure)
{
    return QString::fromStdString(figure.columns.name) + QStringLiteral(" →");
}

struct LabelLook {
    QFont font;
    QColor color;
};

enum class LabelState { Plain, Hovered, Selected };

LabelLook lookOf(const core::AxisLabel &label, LabelState state, double spacing, const FigureStyle &style)
{
    const auto weight = state == LabelState::Selected ? QFont::DemiBold : QFont::Normal;
    const QColor quiet = label.isSpecial ? style.theme.mutedText : style.theme.text;
    return {fontOfSize(style.body, labelPixels(spacing), weight), state == LabelState::Plain ? quiet : style.theme.accent};
}

LabelState stateOf(int index, const std::optional<int> &selected, const std::optional<int> &hovered)
{
    return selected == index ? LabelState::Selected : hovered == index ? LabelState::Hovered : LabelState::Plain;
}

// Which labels of an axis can be written: every step-th, and always those picked out, whose neighbors make way.
std::vector<int> writtenLabels(const CellRange &range, int count, double spacing,
                               const std::vector<std::optional<int>> &picked)
{
    const int step = labelStep(spacing, smallestLabelPixels * lineOfLabel);
    const int first = std::max(0, static_cast<int>(std::ceil(range.begin - 0.5)));
    const int last = std::min(count - 1, static_cast<int>(std::floor(range.end - 0.5)));
    std::vector<int> written;
    for (const auto &index : picked)
        if (index && *index >= first && *index <= last)
            written.push_back(*index);
    const std::vector<int> always = written;
    for (int index = (first + step - 1) / step * step; index <= last; index += step) {
        const auto collides = [&](int other) { return std::abs(other - index) < step; };
        if (std::none_of(always.begin(), always.end(), collides))
            written.push_back(index);
    }
    return written;
}

QString elided(const core::AxisLabel &label, const QFont &font)
{
    return QFontMetricsF(font).elidedText(QString::fromStdString(label.text), Qt::ElideRight, longestLabel);
}

// Upright where every column is wide enough for the longest label.
bool columnsStand(const LabelExtents &extents, double columnWidth)
{
    return extents.columnsMayStand && extents.columns + standingGap <= columnWidth;
}

void drawStanding(QPainter &painter, QPointF foot, const QString &text)
{
    const double left = foot.x() - QFontMetricsF(painter.font()).horizontalAdvance(text) / 2;
    painter.drawText(QPointF(left, foot.y()), text);
}

void drawLeaning(QPainter &painter, QPointF foot, const QString &text)
{
    const QTransform upright = painter.transform();
    painter.translate(foot);
    painter.rotate(-labelAngle);
    painter.drawText(QPointF(0, QFontMetricsF(painter.font()).capHeight() / 2), text);
    painter.setTransform(upright);
}

void outline(QPainter &painter, const QRectF &band, const QColor &color, double width)
{
    painter.setPen(QPen(color, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(band);
}

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
void drawColorNumbers(QPainter &painter, const core::HeatMapFigure &figure, const QRectF &line)
{
    const QString low = colorNumber(figure, figure.scale.low);
    const QString high = colorNumber(figure, figure.scale.high);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, low);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, high);
    const double middle = valueInTheMiddle(figure.scale);
    const QString between = colorNumber(figure, middle);
    const QFontMetricsF metrics(painter.font());
    const double outer = std::max(metrics.horizontalAdvance(low), metrics.horizontalAdvance(high));
    const bool hasRoom = metrics.horizontalAdvance(between) + 2 * (outer + leastNumberGap) <= line.width();
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
    return (figure.scale.isDiverging() ? QObject::tr("each pixel: farthest from neutral of up to %1")
                                       : QObject::tr("each pixel: largest of up to %1"))
        .arg(cells);
}

// Moved to the left where it would not fit otherwise.
void drawMergeNote(QPainter &painter, const QString &note, const QRectF &line)
{
    const QFontMetricsF metrics(painter.font());
    const double left = std::max(0.0, std::min(line.left(), line.right() - std::ceil(metrics.horizontalAdvance(note))));
    painter.drawText(QRectF(left, line.top(), line.right() - left, line.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     elidedBeforeNumbers(note, metrics, line.right() - left));
}

// In the middle of a cell, seen on every color for its rim.
void drawDots(QPainter &painter, const HeatMapFrame &frame, const std::vector<CellIndex> &marked, const FigureStyle &style)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(style.theme.card, 1.5));
    painter.setBrush(style.theme.secondAccent);
    for (const CellIndex &index : marked) {
        const QRectF cell = frame.cell(index);
        const double radius = std::clamp(0.25 * std::min(cell.width(), cell.height()), 1.5, 5.0);
        painter.drawEllipse(cell.center(), radius, radius);
    }
}

constexpr double swatchSide = 10;
constexpr double swatchGap = 5;
constexpr double legendGap = 14;

// Swatches with their names, side by side.
void drawLegend(QPainter &painter, const core::HeatMapFigure &figure, QPointF corner, const ColorTable &colors,
                const FigureStyle &style)
{
    double left = corner.x();
    for (const core::NamedValue &named : figure.named) {
        const QString name = QString::fromStdString(named.name);
        const QRectF swatch(left, corner.y() + 2, swatchSide, swatchSide);
        painter.fillRect(swatch,
                         QColor(colors[static_cast<std::size_t>(std::lround(figure.scale.shareOf(named.value) * 255))]));
        painter.setPen(QPen(style.theme.hairline, style.hairlineWidth));
        painter.drawRect(swatch.adjusted(-0.5, -0.5, 0.5, 0.5));
        painter.setPen(style.theme.mutedText);
        const double width = painter.fontMetrics().horizontalAdvance(name);
        painter.drawText(QRectF(swatch.right() + swatchGap, swatch.top() - 3, width + 1, swatchSide + 6),
                         Qt::AlignLeft | Qt::AlignVCenter, name);
        left = swatch.right() + swatchGap + width + legendGap;
    }
}

void drawMark(QPainter &painter, const QRectF &colorsBox, double place, const FigureStyle &style)
{
    const double x = colorsBox.left() + place * colorsBox.width();
    painter.fillRect(QRectF(x - 1, colorsBox.top() - 3, 2, colorsBox.height() + 6), style.theme.accent);
}

QString withNote(const core::HeatMapFigure &figure)
{
    const QString name = QString::fromStdString(figure.valueName);
    return figure.scaleNote.empty() ? name : name + QStringLiteral(" · ") + QString::fromStdString(figure.scaleNote);
}

}  // namespace

LabelExtents labelExtents(const core::HeatMapFigure &figure, const FigureStyle &style)
{
    const QFontMetricsF metrics(fontOfSize(style.body, largestLabelPixels));
    const QFontMetricsF noteMetrics(style.note);
    const bool hasColumns = !figure.columns.labels.empty();
    return {widest(figure.rows, metrics),
            widest(figure.columns, metrics),
            hasColumns ? widest({{}, {figure.columns.labels.back()}}, metrics) : 0,
            std::max(noteMetrics.horizontalAdvance(rowsName(figure)), noteMetrics.horizontalAdvance(columnsName(figure))),
            2 * noteMetrics.height() + 6,
            !figure.columns.showsUnits};
}

QMarginsF heatMapMargins(const LabelExtents &extents, double rowHeight, double columnWidth)
{
    const double rowScale = labelPixels(rowHeight) / largestLabelPixels;
    const double columnScale = labelPixels(columnWidth * sine()) / largestLabelPixels;
    const double leaning = largestLabelPixels * columnScale;
    const bool stand = columnsStand(extents, columnWidth);
    const double above = stand ? leaning : extents.columns * columnScale * sine() + leaning * cosine();
    const double beyond = stand ? 0 : extents.lastColumn * columnScale * cosine() - columnWidth / 2 + leaning / 2;
    return {std::max(extents.rows * rowScale, extents.axisNames) + labelGap + 2,
            std::max(above + labelGap, extents.axisLines), std::max(6.0, beyond),
            colorBarBlockHeight + 8 + (std::min(rowHeight, columnWidth) < 1 ? mergeNoteHeight : 0)};
}

void drawRowLabels(QPainter &painter, const core::HeatMapFigure &figure, const HeatMapFrame &frame,
                   const HeatMapHighlights &highlights, const FigureStyle &style)
{
    const double height = frame.rowHeight();
    const int count = static_cast<int>(figure.rows.labels.size());
    for (const int row : writtenLabels(frame.rows, count, height, {highlights.row, highlights.hoveredRow})) {
        const core::AxisLabel &label = figure.rows.labels[static_cast<std::size_t>(row)];
        const LabelLook look = lookOf(label, stateOf(row, highlights.row, highlights.hoveredRow), height, style);
        painter.setFont(look.font);
        painter.setPen(look.color);
        const QRectF box(0, frame.top(row + 0.5) - 10, frame.cells.left() - labelGap, 20);
        painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, elided(label, look.font));
    }
}

void drawColumnLabels(QPainter &painter, const core::HeatMapFigure &figure, const HeatMapFrame &frame,
                      const HeatMapHighlights &highlights, const FigureStyle &style)
{
    const double width = frame.columnWidth();
    const int count = static_cast<int>(figure.columns.labels.size());
    const bool stand = !figure.columns.showsUnits && columnsStand(labelExtents(figure, style), width);
    const auto draw = stand ? drawStanding : drawLeaning;
    for (const int column : writtenLabels(frame.columns, count, width, {highlights.column, highlights.hoveredColumn})) {
        const core::AxisLabel &label = figure.columns.labels[static_cast<std::size_t>(column)];
        const LabelLook look =
            lookOf(label, stateOf(column, highlights.column, highlights.hoveredColumn), width * sine(), style);
        painter.setFont(look.font);
        painter.setPen(look.color);
        draw(painter, {frame.left(column + 0.5) + 1, frame.cells.top() - labelGap}, elided(label, look.font));
    }
}

void drawAxisNames(QPainter &painter, const core::HeatMapFigure &figure, const HeatMapFrame &frame, const FigureStyle &style)
{
    painter.setFont(style.note);
    painter.setPen(style.theme.mutedText);
    const double line = QFontMetricsF(style.note).height();
    const QRectF corner(0, frame.cells.top() - 2 * line - 6, frame.cells.left() - labelGap, line);
    const auto right = Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip;
    painter.drawText(corner, right, columnsName(figure));
    painter.drawText(corner.translated(0, line), right, rowsName(figure));
}

void drawHighlights(QPainter &painter, const HeatMapFrame &frame, const HeatMapHighlights &highlights,
                    const FigureStyle &style)
{
    painter.save();
    painter.setClipRect(frame.cells.adjusted(-2, -2, 2, 2));
    drawDots(painter, frame, highlights.marked, style);
    painter.setRenderHint(QPainter::Antialiasing, false);
    const QColor hover = mixed(style.theme.accent, style.theme.card, 0.45);
    if (highlights.hoveredRow)
        outline(painter, frame.rowBand(*highlights.hoveredRow), hover, style.hoverWidth);
    if (highlights.hoveredColumn)
        outline(painter, frame.columnBand(*highlights.hoveredColumn), hover, style.hoverWidth);
    if (highlights.column)
        outline(painter, frame.columnBand(*highlights.column), style.theme.accent, style.selectionWidth);
    if (highlights.row)
        outline(painter, frame.rowBand(*highlights.row), style.theme.accent, style.selectionWidth);
    painter.restore();
}

QString readOut(const core::HeatMapFigure &figure, CellIndex cell)
{
    const auto index = static_cast<std::size_t>(cell.row) * static_cast<std::size_t>(figure.values.cols()) +
                       static_cast<std::size_t>(cell.column);
    if (index < figure.notes.size())
        return QString::fromStdString(figure.notes[index]);
    for (const core::NamedValue &named : figure.named) {
        if (static_cast<float>(named.value) == figure.values(cell.row, cell.column))
            return QString::fromStdString(named.name);
    }
    return QString::fromStdString(
        core::formatNumber(figure.values(cell.row, cell.column), figure.isWhole ? 0 : core::decimalsOf(figure.scale) + 1));
}

namespace {

QFont readOutFont(const FigureStyle &style)
{
    return fontOfSize(style.note, 11, QFont::DemiBold);
}

double readOutWidth(const core::HeatMapFigure &figure, const ColorBar &bar, const FigureStyle &style)
{
    if (!bar.marked)
        return 0;
    return std::max(narrowestReadOut, QFontMetricsF(readOutFont(style)).horizontalAdvance(readOut(figure, *bar.marked)) + 8);
}

// From the block's left, and as far to the left of it as the words and the marked cell's number need.
QRectF captionBox(const core::HeatMapFigure &figure, const ColorBar &bar, const FigureStyle &style)
{
    const double right = bar.block.left() + bar.captionWidth;
    const double needed = std::ceil(QFontMetricsF(style.note).horizontalAdvance(withNote(figure))) + 1;
    const double left = std::clamp(right - needed - readOutWidth(figure, bar, style), 0.0, bar.block.left());
    return {left, bar.block.top(), right - left, 16};
}

}  // namespace

double leastColorBarWidth(const core::HeatMapFigure &figure, const FigureStyle &style)
{
    const QFontMetricsF metrics(style.note);
    if (figure.named.empty())
        return std::ceil(metrics.horizontalAdvance(colorNumber(figure, figure.scale.low)) + leastNumberGap +
                         metrics.horizontalAdvance(colorNumber(figure, figure.scale.high)));
    double width = 0;
    for (const core::NamedValue &named : figure.named)
        width += swatchSide + swatchGap + metrics.horizontalAdvance(QString::fromStdString(named.name)) + legendGap;
    return std::ceil(width);
}

void drawColorBar(QPainter &painter, const core::HeatMapFigure &figure, const ColorBar &bar, const ColorTable &colors,
                  const FigureStyle &style)
{
    const QRectF caption = captionBox(figure, bar, style);
    const QRectF colorsBox(bar.block.left(), caption.bottom() + 4, std::min(widestColorBar, bar.block.width()), 8);
    const QRectF numbers(colorsBox.left(), colorsBox.bottom() + 3, colorsBox.width(), 16);
    const QString marked = bar.marked ? readOut(figure, *bar.marked) : QString();
    const double markedWidth = readOutWidth(figure, bar, style);
    const QFontMetricsF metrics(style.note);
    const QString text = elidedKeepingNumbers(withNote(figure), metrics, caption.width() - markedWidth);
    painter.setFont(style.note);
    painter.setPen(style.theme.mutedText);
    painter.drawText(caption, Qt::AlignLeft | Qt::AlignVCenter, text);
    const QRectF lastLine(bar.block.left(), numbers.bottom(), bar.captionWidth, mergeNoteHeight);
    drawMergeNote(painter, mergeNote(figure, bar.merged), lastLine);
    painter.setBrush(Qt::NoBrush);
    if (!figure.named.empty()) {
        drawLegend(painter, figure, colorsBox.topLeft(), colors, style);
    } else {
        drawColorNumbers(painter, figure, numbers);
        painter.drawImage(colorsBox, gradient(figure.scale, colors, std::max(2, qRound(colorsBox.width()))));
        painter.setPen(QPen(style.theme.hairline, style.hairlineWidth));
        painter.drawRect(colorsBox.adjusted(-0.5, -0.5, 0.5, 0.5));
        if (bar.marked)
            drawMark(painter, colorsBox, placeOf(figure.values(bar.marked->row, bar.marked->column), figure.scale), style);
    }
    if (!bar.marked)
        return;
    const double end = std::max(colorsBox.right(), caption.left() + metrics.horizontalAdvance(text) + markedWidth);
    const QRectF box(std::min(caption.right(), end) - markedWidth, caption.top(), markedWidth, caption.height());
    painter.setPen(style.theme.accent);
    painter.setFont(readOutFont(style));
    painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter, marked);
}

}  // namespace ui
