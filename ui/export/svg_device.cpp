#include "ui/export/svg_device.h"

#include "ui/export/page_metric.h"
#include "ui/export/svg_engine.h"

namespace ui {
SvgDevice::SvgDevice(const Options &options) : m_options(options), m_engine(std::make_unique<SvgEngine>(options)) {}

SvgDevice::~SvgDevice() = default;

QPaintEngine *SvgDevice::paintEngine() const
{
    return m_engine.get();
}

QByteArray SvgDevice::file() const
{
    return m_engine->file();
}

int SvgDevice::metric(PaintDeviceMetric metric) const
{
    const auto known = pageMetric(metric, m_options.size);
    return known ? *known : QPaintDevice::metric(metric);
}

}  // namespace ui
