#pragma once

#include <QRectF>
#include <qcustomplot.h>

#include <algorithm>

namespace ui {

// What lies between the axes. In a plot smaller than what stands around it QCustomPlot leaves less than nothing, which is no room to
// measure in: here it is at least a pixel.
inline QRectF roomOf(const QCPAxisRect &axes)
{
    const QRect rect = axes.rect();
    return QRectF(rect.x(), rect.y(), std::max(1, rect.width()), std::max(1, rect.height()));
}

}  // namespace ui
