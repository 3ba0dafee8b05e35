#include "ui/export/drawn_facts.h"

#include "ui/export/page_metric.h"

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
    if (!text.trimmed().isEmpty())
        m_facts.smallestText = std::min(m_facts.smallestText, font.pixelSize() * std::sqrt(std::abs(place.determinant())));
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
