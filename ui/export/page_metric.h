#pragma once

#include <QPaintDevice>
#include <QSizeF>

#include <cmath>
#include <optional>

namespace ui {

// What a device of one unit a PDF point says of itself.
inline std::optional<int> pageMetric(QPaintDevice::PaintDeviceMetric metric, QSizeF points)
{
    constexpr int pointsPerInch = 72;
    constexpr double millimetersPerPoint = 25.4 / pointsPerInch;
    switch (metric) {
    case QPaintDevice::PdmWidth: return static_cast<int>(std::ceil(points.width()));
    case QPaintDevice::PdmHeight: return static_cast<int>(std::ceil(points.height()));
    case QPaintDevice::PdmWidthMM: return static_cast<int>(std::lround(points.width() * millimetersPerPoint));
    case QPaintDevice::PdmHeightMM: return static_cast<int>(std::lround(points.height() * millimetersPerPoint));
    case QPaintDevice::PdmDpiX:
    case QPaintDevice::PdmDpiY:
    case QPaintDevice::PdmPhysicalDpiX:
    case QPaintDevice::PdmPhysicalDpiY: return pointsPerInch;
    case QPaintDevice::PdmNumColors: return 1 << 24;
    case QPaintDevice::PdmDepth: return 24;
    case QPaintDevice::PdmDevicePixelRatio: return 1;
    case QPaintDevice::PdmDevicePixelRatioScaled: return static_cast<int>(QPaintDevice::devicePixelRatioFScale());
    default: return std::nullopt;
    }
}

}  // namespace ui
