#pragma once

#include "core/figure/values/color_map.h"
#include "ui/theme/theme.h"

#include <QRgb>
#include <QStringList>

#include <array>

namespace ui {

using ColorTable = std::array<QRgb, core::ColorMap::size>;

// The sequential maps on offer, as a menu lists them. "blues" and "gray" come in a light and a dark variant.
QStringList sequentialColorMaps();

// The map called `name` in the variant that suits the theme; "blues" where there is none of that name.
const core::ColorMap &colorMap(const QString &name, const Theme &theme);
ColorTable colorTable(const QString &name, const Theme &theme);

}  // namespace ui
