#include "ui/plot/head_thumbnail_painter.h"

#include <QPainter>

namespace ui {
namespace {

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

void drawHeadNumbers(QPainter &painter, const HeadGridPicture &picture, const FigureStyle &style)
{
    const HeadGridLayout &layout = *picture.layout;
    const auto draw = [&](const QRectF &box, int number, bool isSelected) {
        painter.setFont(isSelected ? fontOfSize(style.note, 11, QFont::DemiBold) : style.note);
        painter.setPen(isSelected ? style.theme.accent : style.theme.mutedText);
        painter.drawText(box, Qt::AlignCenter | Qt::TextDontClip, QString::number(number));
    };
    for (int head = 0; head < layout.columns; ++head) {
        const QRectF below = layout.thumbnailAt(head);
        draw({below.left(), 0, below.width(), layout.origin.y() - 4}, head, picture.selected && *picture.selected % layout.columns == head);
    }
    for (int layer = 0; layer < layout.rows; ++layer) {
        const QRectF beside = layout.thumbnailAt(layer * layout.columns);
        draw({0, beside.top(), layout.origin.x() - 6, beside.height()}, layer, picture.selected && *picture.selected / layout.columns == layer);
    }
}

void drawCaption(QPainter &painter, const HeadGridPicture &picture, int index, bool isSelected, const FigureStyle &style)
{
    const core::HeadGridCell &cell = picture.figure->cells[static_cast<std::size_t>(index)];
    QRectF box = picture.layout->captionAt(index);
    const QColor quiet = isSelected ? style.theme.accent : style.theme.mutedText;
    painter.setFont(isSelected ? fontOfSize(style.tiny, 10, QFont::DemiBold) : style.tiny);
    if (!picture.figure->isMatrix) {
        painter.setPen(isSelected ? style.theme.accent : style.theme.text);
        painter.drawText(QRectF(box.left(), box.top() + 1, box.width(), box.height() / 2), Qt::AlignCenter, text(cell.label));
        box.setTop(box.center().y() - 1);
    }
    const double width = painter.fontMetrics().horizontalAdvance(text(cell.number));
    if (width > box.width() - 2)
        painter.setFont(fontOfSize(painter.font(), 10 * (box.width() - 2) / width, isSelected ? QFont::DemiBold : QFont::Normal));
    painter.setPen(quiet);
    painter.drawText(box, Qt::AlignCenter | Qt::TextDontClip, text(cell.number));
}

void drawFrame(QPainter &painter, const QRectF &thumbnail, const QColor &color, int width)
{
    const QRectF outer = thumbnail.adjusted(-width, -width, width, width);
    for (const QRectF &edge : {QRectF(outer.left(), outer.top(), outer.width(), width), QRectF(outer.left(), thumbnail.bottom(), outer.width(), width),
                               QRectF(outer.left(), outer.top(), width, outer.height()), QRectF(thumbnail.right(), outer.top(), width, outer.height())})
        painter.fillRect(edge, color);
}

void drawHead(QPainter &painter, const HeadGridPicture &picture, int index, const FigureStyle &style)
{
    const bool isSelected = picture.selected == index;
    const QRectF box = picture.layout->thumbnailAt(index);
    painter.drawImage(box.topLeft(), (*picture.thumbnails)[static_cast<std::size_t>(index)]);
    if (isSelected)
        drawFrame(painter, box, style.theme.accent, 2);
    else if (picture.hovered == index)
        drawFrame(painter, box, mixed(style.theme.accent, style.theme.card, 0.4), 1);
    else
        drawFrame(painter, box, style.theme.hairline, 1);
    drawCaption(painter, picture, index, isSelected, style);
}

} // namespace

QImage thumbnailImage(const core::MatrixView &attention, int side, double gamma, const ColorTable &colors)
{
    const core::IndexImage indices = core::headThumbnail(attention, side, side, gamma);
    QImage image(indices.width, indices.height, QImage::Format_RGB32);
    const std::uint8_t *index = indices.indices.data();
    for (int y = 0; y < indices.height; ++y) {
        auto *pixels = reinterpret_cast<QRgb *>(image.scanLine(y));
        for (int x = 0; x < indices.width; ++x)
            pixels[x] = colors[*index++];
    }
    return image;
}

void drawHeadGrid(QPainter &painter, const HeadGridPicture &picture, const QRectF &exposed, const FigureStyle &style)
{
    const QPointF origin = picture.layout->origin;
    if (picture.figure->isMatrix && (exposed.top() < origin.y() || exposed.left() < origin.x()))
        drawHeadNumbers(painter, picture, style);
    for (int index = 0; index < static_cast<int>(picture.figure->cells.size()); ++index) {
        const QRectF extent = picture.layout->thumbnailAt(index).united(picture.layout->captionAt(index)).adjusted(-3, -3, 3, 3);
        if (extent.intersects(exposed))
            drawHead(painter, picture, index, style);
    }
}

} // namespace ui
