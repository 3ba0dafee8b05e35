#include "ui/render/head_thumbnail_painter.h"

#include "ui/render/vector_cells.h"
#include "ui/theme/qt_text.h"
#include "ui/theme/tabular_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace ui {
namespace {

void drawHeadNumbers(QPainter &painter, const HeadGridPicture &picture, const FigureStyle &style)
{
    const HeadGridLayout &layout = *picture.layout;
    const auto draw = [&](const QRectF &box, int number, bool isSelected) {
        painter.setFont(isSelected ? style.strongNote : style.note);
        painter.setPen(isSelected ? style.theme.accent : style.theme.mutedText);
        painter.drawText(box, Qt::AlignCenter | Qt::TextDontClip, QString::number(number));
    };
    for (int head = 0; layout.isMatrix && head < layout.columns; ++head) {
        const QRectF below = layout.thumbnailAt(head);
        draw({below.left(), 0, below.width(), layout.origin.y() - style.heads.headNumberGap}, head,
             picture.selected && *picture.selected % layout.columns == head);
    }
    const int headsPerLayer = layout.columns * layout.rowsPerLayer;
    for (int layer = 0; layer * layout.rowsPerLayer < layout.rows; ++layer) {
        const QRectF beside = layout.thumbnailAt(layer * headsPerLayer);
        draw({beside.left() - style.heads.layerNumberWidth, beside.top(), style.heads.layerNumberText, beside.height()},
             layer, picture.selected && *picture.selected / headsPerLayer == layer);
    }
}

struct CaptionLook {
    QColor color;
    QFont::Weight weight = QFont::Normal;
};

// In smaller type where the box is too narrow.
void drawFitted(QPainter &painter, const QRectF &box, const QString &label, const CaptionLook &look,
                const FigureStyle &style)
{
    const HeadGridSizes &sizes = style.heads;
    const double width = QFontMetricsF(fontOfSize(style.tiny, sizes.captionText, look.weight)).horizontalAdvance(label);
    const double narrowing = std::min(1.0, (box.width() - sizes.captionEdge) / width);
    painter.setFont(fontOfSize(style.tiny, sizes.captionText * narrowing, look.weight));
    painter.setPen(look.color);
    painter.drawText(box, Qt::AlignCenter | Qt::TextDontClip, label);
}

void drawCaption(QPainter &painter, const HeadGridPicture &picture, int index, bool isSelected, const FigureStyle &style)
{
    const core::HeadGridCell &cell = picture.figure->cells[static_cast<std::size_t>(index)];
    const QRectF box = picture.layout->captionAt(index);
    const QColor labelColor = isSelected ? style.theme.accent : style.theme.text;
    const QColor numberColor = isSelected ? style.theme.accent : style.theme.mutedText;
    const auto weight = isSelected ? QFont::DemiBold : QFont::Normal;
    painter.setFont(fontOfSize(style.tiny, style.heads.captionText, weight));
    painter.setPen(labelColor);
    if (picture.layout->isMatrix) {
        drawFitted(painter, box, qtText(cell.number), {numberColor, weight}, style);
    } else if (picture.layout->hasWideCaptions) {
        const QRectF thumbnail = picture.layout->thumbnailAt(index);
        const QRectF line(thumbnail.left(), box.top(), thumbnail.width(), box.height());
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, qtText(cell.label));
        painter.setPen(numberColor);
        drawTabularNumber(painter, line, qtText(cell.number));
    } else {
        const double half = box.height() / 2;
        const double drop = style.heads.captionDrop;
        drawFitted(painter, {box.left(), box.top() + drop, box.width(), half}, qtText(cell.label), {labelColor, weight},
                   style);
        drawFitted(painter, {box.left(), box.top() + half - drop, box.width(), half + drop}, qtText(cell.number),
                   {numberColor, weight}, style);
    }
}

void drawFrame(QPainter &painter, const QRectF &thumbnail, const QColor &color, double width)
{
    const QRectF outer = thumbnail.adjusted(-width, -width, width, width);
    for (const QRectF &edge : {QRectF(outer.left(), outer.top(), outer.width(), width),
                               QRectF(outer.left(), thumbnail.bottom(), outer.width(), width),
                               QRectF(outer.left(), outer.top(), width, outer.height()),
                               QRectF(thumbnail.right(), outer.top(), width, outer.height())})
        painter.fillRect(edge, color);
}

void drawHead(QPainter &painter, const HeadGridPicture &picture, int index, const FigureStyle &style)
{
    const bool isSelected = picture.selected == index;
    const QRectF box = picture.layout->thumbnailAt(index);
    drawLossless(painter, (*picture.thumbnails)[static_cast<std::size_t>(index)], box);
    if (isSelected)
        drawFrame(painter, box, style.theme.accent, style.heads.selectedFrame);
    else if (picture.hovered == index)
        drawFrame(painter, box, mixed(style.theme.accent, style.theme.card, 0.4), style.heads.frame);
    else
        drawFrame(painter, box, style.theme.hairline, style.heads.frame);
    drawCaption(painter, picture, index, isSelected, style);
}

QImage thumbnailImage(const core::IndexImage &indices, const ColorTable &colors)
{
    QImage image(indices.width, indices.height, QImage::Format_RGB32);
    const std::uint8_t *index = indices.indices.data();
    for (int y = 0; y < indices.height; ++y) {
        auto *pixels = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (int x = 0; x < indices.width; ++x)
            pixels[x] = colors[*index++];
    }
    return image;
}

}  // namespace

std::vector<QImage> thumbnailImages(const core::HeadGridFigure &figure, const Theme &theme)
{
    const ColorTable colors = colorTable(QString::fromStdString(figure.colorMap), theme);
    std::vector<QImage> images;
    images.reserve(figure.thumbnails.size());
    for (const core::IndexImage &thumbnail : figure.thumbnails)
        images.push_back(thumbnailImage(thumbnail, colors));
    return images;
}

void drawHeadGrid(QPainter &painter, const HeadGridPicture &picture, const QRectF &exposed, const FigureStyle &style)
{
    const QPointF origin = picture.layout->origin;
    const double reach = style.heads.reach;
    if (picture.layout->rowsPerLayer > 0 && (exposed.top() < origin.y() || exposed.left() < origin.x()))
        drawHeadNumbers(painter, picture, style);
    for (int index = 0; index < static_cast<int>(picture.figure->cells.size()); ++index) {
        const QRectF extent = picture.layout->thumbnailAt(index)
                                  .united(picture.layout->captionAt(index))
                                  .adjusted(-reach, -reach, reach, reach);
        if (extent.intersects(exposed))
            drawHead(painter, picture, index, style);
    }
}

}  // namespace ui
