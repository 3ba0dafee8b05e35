#include "ui/render/paper_head_grid.h"

#include "core/base/number_text.h"
#include "ui/render/color_bar_painter.h"
#include "ui/render/head_thumbnail_painter.h"
#include "ui/render/heat_map_frame.h"
#include "ui/render/vector_cells.h"
#include "ui/render/widest_text.h"
#include "ui/theme/qt_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace ui {
namespace {

constexpr double leastMap = 5.0 / 7;         // of the size of text, a map's side
constexpr double smallestCaption = 5.0 / 7;  // likewise, of text below a map

struct PaperGrid {
    double left = 0;
    double top = 0;
    double map = 0;       // side
    double captions = 0;  // size of text below the maps; 0: none
    QSizeF pitch;
    double bottom = 0;  // of the last row
};

int columnsOf(const core::HeadGridFigure &figure)
{
    return std::max(1, figure.layout.heads);
}

double widestCaption(const core::HeadGridFigure &figure, const FigureStyle &style)
{
    return std::max(1.0, widestText(figure.cells, &core::HeadGridCell::number, QFontMetricsF(style.tiny)));
}

PaperGrid gridWithin(const core::HeadGridFigure &figure, double width, const FigureStyle &style)
{
    const HeadGridSizes &sizes = style.heads;
    const double line = QFontMetricsF(style.note).height();
    const double full = style.map.largestText;
    PaperGrid grid;
    grid.left = QFontMetricsF(style.note).horizontalAdvance(QString::number(std::max(0, figure.layout.layers - 1))) +
                sizes.headNumberGap + sizes.edge;
    grid.top = QFontMetricsF(style.axisName).height() + line;
    const double pitch = (width - grid.left) / columnsOf(figure);
    grid.map = std::min(pitch - std::min(sizes.gap, 0.12 * pitch), sizes.largestThumbnail);
    const double fitting = full * (pitch - sizes.captionEdge) / widestCaption(figure, style);
    grid.captions = fitting < full * smallestCaption ? 0 : std::min(full, fitting);
    const double caption = grid.captions > 0 ? 1.25 * grid.captions : 0;
    grid.pitch = {pitch, grid.map + caption + sizes.gap};
    grid.bottom = grid.top + figure.layout.layers * grid.pitch.height();
    return grid;
}

// What the color bar reads: a map without cells.
core::HeatMapFigure barOf(const core::HeadGridFigure &figure, bool hasCaptions)
{
    core::HeatMapFigure bar;
    bar.valueName = figure.valueName;
    if (hasCaptions)
        bar.scaleNote = "below each map: " + figure.measureName;
    bar.scale = *figure.scale;
    if (figure.scale->gamma != 1)
        bar.scaleNote = core::joinedNotes("gamma " + core::numberText(figure.scale->gamma), bar.scaleNote);
    bar.colorMap = figure.colorMap;
    return bar;
}

bool hasBar(const core::HeadGridFigure &figure)
{
    return figure.scale && figure.hasColorBar;
}

double barHeight(const core::HeadGridFigure &figure, bool hasCaptions, double width, const FigureStyle &style)
{
    if (!hasBar(figure))
        return 0;
    const double caption = QFontMetricsF(style.note).horizontalAdvance(captionText(barOf(figure, hasCaptions)));
    return style.colorBar.height + style.colorBar.below + (breaksCaption(caption, width, style) ? style.colorBar.line : 0);
}

void drawGridNumbers(QPainter &painter, const core::HeadGridFigure &figure, const PaperGrid &grid, const FigureStyle &style)
{
    const double line = QFontMetricsF(style.note).height();
    painter.setFont(style.note);
    painter.setPen(style.theme.text);
    const double widest = QFontMetricsF(style.note).horizontalAdvance(QString::number(columnsOf(figure) - 1));
    const int step = labelStep(grid.pitch.width(), widest + style.heads.captionEdge);
    for (int head = 0; head < columnsOf(figure); head += step)
        painter.drawText(QRectF(grid.left + head * grid.pitch.width(), grid.top - line, grid.map, line),
                         Qt::AlignCenter | Qt::TextDontClip, QString::number(head));
    for (int layer = 0; layer < figure.layout.layers; ++layer)
        painter.drawText(QRectF(0, grid.top + layer * grid.pitch.height(), grid.left - style.heads.headNumberGap, grid.map),
                         Qt::AlignRight | Qt::AlignVCenter | Qt::TextDontClip, QString::number(layer));
}

void drawMaps(QPainter &painter, const core::HeadGridFigure &figure, const PaperGrid &grid, const FigureStyle &style)
{
    const std::vector<QImage> images = thumbnailImages(figure, style.theme);
    qint64 cells = 0;
    int longest = 0;
    for (const QImage &image : images) {
        cells += qint64(image.width()) * image.height();
        longest = std::max({longest, image.width(), image.height()});
    }
    const bool areRectangles = longest <= mostVectorCells && cells <= style.mostVectorCells;
    for (std::size_t index = 0; index < images.size(); ++index) {
        const auto place = static_cast<int>(index);
        const int row = place / columnsOf(figure);
        const int column = place % columnsOf(figure);
        const QPointF corner(grid.left + column * grid.pitch.width(), grid.top + row * grid.pitch.height());
        const QRectF box(corner, QSizeF(grid.map, grid.map));
        if (areRectangles)
            drawRectangles(painter, images[index], box, style.cellOverlap);
        else
            drawLossless(painter, images[index], box);
        painter.setPen(QPen(style.theme.hairline, style.hairlineWidth));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(box);
        if (grid.captions == 0)
            continue;
        painter.setFont(fontOfSize(style.tiny, grid.captions));
        painter.setPen(style.theme.mutedText);
        painter.drawText(QRectF(box.left(), box.bottom(), box.width(), 1.25 * grid.captions),
                         Qt::AlignCenter | Qt::TextDontClip, qtText(figure.cells[index].number));
    }
}

}  // namespace

void drawPaperHeads(QPainter &painter, const core::HeadGridFigure &figure, const QRectF &area, const FigureStyle &style)
{
    const PaperGrid grid = gridWithin(figure, area.width(), style);
    painter.save();
    painter.translate(area.topLeft());
    painter.setFont(style.axisName);
    painter.setPen(style.theme.mutedText);
    painter.drawText(QRectF(0, 0, area.width(), grid.top), Qt::AlignLeft | Qt::AlignTop | Qt::TextDontClip,
                     QStringLiteral("layer ↓   head →"));
    drawGridNumbers(painter, figure, grid, style);
    drawMaps(painter, figure, grid, style);
    if (hasBar(figure)) {
        const core::HeatMapFigure bar = barOf(figure, grid.captions > 0);
        const QRectF block(grid.left, grid.bottom + style.colorBar.gap / 2, area.width() - grid.left, style.colorBar.height);
        drawColorBar(painter, bar, {.block = block, .captionWidth = block.width(), .marked = {}, .merged = {}},
                     colorTable(qtText(figure.colorMap), style.theme), style);
    }
    painter.restore();
}

double paperHeadsHeight(const core::HeadGridFigure &figure, double width, const FigureStyle &style)
{
    const PaperGrid grid = gridWithin(figure, width, style);
    return grid.bottom + barHeight(figure, grid.captions > 0, width, style);
}

double leastPaperHeadsWidth(const core::HeadGridFigure &figure, const FigureStyle &style)
{
    const double map = leastMap * style.map.largestText;
    return gridWithin(figure, 1e4, style).left + columnsOf(figure) * (map + 0.14 * map);
}

}  // namespace ui
