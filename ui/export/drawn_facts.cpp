#include "ui/export/drawn_facts.h"

#include "ui/export/page_metric.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace ui {

bool FactsEngine::begin(QPaintDevice *)
{
    return true;
}

bool FactsEngine::end()
{
    return true;
}

void FactsEngine::writeShape(const QPainterPath &path, const ShapePaint &paint)
{
    if (paint.stroke.style() != Qt::NoPen && !path.isEmpty())
        m_facts.thinnestLine = std::min(m_facts.thinnestLine, paint.stroke.widthF());
}

void FactsEngine::writeText(const QString &text, const QFont &font, const QTransform &place, const QColor &)
{
    const double scale = std::sqrt(std::abs(place.determinant()));
    const double size = font.pixelSize() * scale;
    const QPointF start(place.dx(), place.dy());
    // A letter below the line of the one before it is as small as such letters are.
    const bool isBelowLetter = text.size() == 1 && std::abs(start.x() - m_end.x()) < size / 2 && start.y() > m_end.y() &&
                               start.y() < m_end.y() + size;
    if (!text.trimmed().isEmpty() && !isBelowLetter)
        m_facts.smallestText = std::min(m_facts.smallestText, size);
    m_end = start + QPointF(QFontMetricsF(font).horizontalAdvance(text) * scale, 0);
}

void FactsEngine::writeImage(const QRectF &, const QImage &)
{
    m_facts.hasImage = true;
}

void FactsEngine::writeClip(const QPainterPath &) {}

int FactsDevice::metric(PaintDeviceMetric metric) const
{
    const auto known = pageMetric(metric, m_size);
    return known ? *known : QPaintDevice::metric(metric);
}

}  // namespace ui
