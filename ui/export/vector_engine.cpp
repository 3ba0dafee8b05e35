#include "ui/export/vector_engine.h"

#include <QImage>
#include <QPainter>
#include <QPixmap>
#include <QTextItem>

#include <algorithm>
#include <cmath>

namespace ui {

VectorEngine::VectorEngine()
    : QPaintEngine(AllFeatures & ~(PatternBrush | RasterOpModes | PerspectiveTransform | ConicalGradientFill))
{
}

void VectorEngine::updateState(const QPaintEngineState &state)
{
    const DirtyFlags changed = state.state();
    if (changed & DirtyTransform)
        m_transform = state.transform();
    if (changed & DirtyPen)
        m_pen = state.pen();
    if (changed & DirtyBrush)
        m_brush = state.brush();
    if (changed & DirtyHints)
        m_isAntialiased = state.renderHints() & QPainter::Antialiasing;
    if (changed & DirtyOpacity)
        m_opacity = state.opacity();
    if (changed & (DirtyClipPath | DirtyClipRegion | DirtyClipEnabled))
        writeClip(state.painter()->hasClipping() ? m_transform.map(state.painter()->clipPath()) : QPainterPath());
}

QPen VectorEngine::penOnPage(QPen pen) const
{
    if (!pen.isCosmetic())
        pen.setWidthF(pen.widthF() * std::sqrt(std::abs(m_transform.determinant())));
    return pen;
}

void VectorEngine::write(const QPainterPath &path, const QBrush &fill, const QPen &stroke)
{
    if (path.isEmpty() || (fill.style() == Qt::NoBrush && stroke.style() == Qt::NoPen))
        return;
    writeShape(m_transform.map(path),
               {.fill = fill, .stroke = penOnPage(stroke), .opacity = m_opacity, .isAntialiased = m_isAntialiased});
}

void VectorEngine::drawPath(const QPainterPath &path)
{
    write(path, m_brush, m_pen);
}

void VectorEngine::drawPolygon(const QPointF *points, int count, PolygonDrawMode mode)
{
    if (count < 2)
        return;
    QPainterPath path(points[0]);
    for (int index = 1; index < count; ++index)
        path.lineTo(points[index]);
    path.setFillRule(mode == WindingMode ? Qt::WindingFill : Qt::OddEvenFill);
    if (mode != PolylineMode)
        path.closeSubpath();
    write(path, mode == PolylineMode ? QBrush(Qt::NoBrush) : m_brush, m_pen);
}

void VectorEngine::drawRects(const QRectF *rects, int count)
{
    for (int index = 0; index < count; ++index) {
        QPainterPath path;
        path.addRect(rects[index]);
        write(path, m_brush, m_pen);
    }
}

void VectorEngine::drawRects(const QRect *rects, int count)
{
    for (int index = 0; index < count; ++index) {
        const QRectF rect(rects[index]);
        drawRects(&rect, 1);
    }
}

void VectorEngine::drawTextItem(const QPointF &position, const QTextItem &item)
{
    QTransform place = m_transform;
    place.translate(position.x(), position.y());
    writeText(item.text(), item.font(), place, m_pen.color());
}

void VectorEngine::drawPixmap(const QRectF &target, const QPixmap &pixmap, const QRectF &source)
{
    drawImage(target, pixmap.toImage(), source, Qt::AutoColor);
}

void VectorEngine::drawImage(const QRectF &target, const QImage &image, const QRectF &source, Qt::ImageConversionFlags)
{
    writeImage(m_transform.mapRect(target), image.copy(source.toAlignedRect()));
}

}  // namespace ui
