#include "ui/export/outline_device.h"

#include "ui/export/page_metric.h"
#include "ui/export/vector_text.h"

#include <QImage>
#include <QPainter>

namespace ui {

bool OutlineEngine::begin(QPaintDevice *)
{
    m_painter.save();
    return true;
}

bool OutlineEngine::end()
{
    m_painter.restore();
    return true;
}

void OutlineEngine::writeShape(const QPainterPath &path, const ShapePaint &paint)
{
    m_painter.setRenderHint(QPainter::Antialiasing, paint.isAntialiased);
    m_painter.setOpacity(paint.opacity);
    m_painter.setPen(paint.stroke);
    m_painter.setBrush(paint.fill);
    m_painter.drawPath(path);
}

void OutlineEngine::writeText(const QString &text, const QFont &font, const QTransform &place, const QColor &color)
{
    writeShape(place.map(outlineOf(text, font)), {.fill = color, .stroke = QPen(Qt::NoPen)});
}

void OutlineEngine::writeImage(const QRectF &target, const QImage &image)
{
    m_painter.drawImage(target, image);
}

void OutlineEngine::writeClip(const QPainterPath &path)
{
    if (path.isEmpty())
        m_painter.setClipping(false);
    else
        m_painter.setClipPath(path);
}

int OutlineDevice::metric(PaintDeviceMetric metric) const
{
    const auto known = pageMetric(metric, m_size);
    return known ? *known : QPaintDevice::metric(metric);
}

}  // namespace ui
