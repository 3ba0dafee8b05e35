#pragma once

#include <QImage>
#include <QRgb>

namespace ui {

// How a figure is looked at: as it is, in a greyscale print, or with one of the three kinds of cones missing.
enum class ColorVision { Full, Greyscale, Protanopia, Deuteranopia, Tritanopia };

// The color as it is seen then: by luminance (Rec. 709), and by the matrices of Machado, Oliveira and Fernandes (2009, severity 1) on
// linear light.
QRgb seenWith(ColorVision vision, QRgb color);
QImage seenWith(ColorVision vision, const QImage &picture);

// CIE L*, from 0 for black to 100 for white.
double lightnessOf(QRgb color);

}  // namespace ui
