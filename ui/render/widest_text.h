#pragma once

#include "ui/theme/qt_text.h"

#include <QFontMetricsF>

#include <algorithm>

namespace ui {

// How much room the longest text of some parts of a picture takes; `text` is their member that holds it.
template <typename Parts, typename Text>
double widestText(const Parts &parts, Text text, const QFontMetricsF &metrics)
{
    double width = 0;
    for (const auto &part : parts)
        width = std::max(width, metrics.horizontalAdvance(qtText(part.*text)));
    return width;
}

}  // namespace ui
