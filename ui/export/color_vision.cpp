#include "ui/export/color_vision.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

namespace ui {
namespace {

using Light = std::array<double, 3>;  // linear red, green and blue, 0..1
using ConeMatrix = std::array<Light, 3>;

constexpr ConeMatrix protanopia{
    {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}};
constexpr ConeMatrix deuteranopia{
    {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}};
constexpr ConeMatrix tritanopia{
    {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}};
constexpr ConeMatrix luminance{{{0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}, {0.2126, 0.7152, 0.0722}}};

const ConeMatrix &matrixOf(ColorVision vision)
{
    switch (vision) {
    case ColorVision::Protanopia: return protanopia;
    case ColorVision::Deuteranopia: return deuteranopia;
    case ColorVision::Tritanopia: return tritanopia;
    case ColorVision::Greyscale:
    case ColorVision::Full: break;
    }
    return luminance;
}

double linear(int channel)
{
    const double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
}

int encoded(double light)
{
    const double within = std::clamp(light, 0.0, 1.0);
    const double share = within <= 0.0031308 ? 12.92 * within : 1.055 * std::pow(within, 1 / 2.4) - 0.055;
    return static_cast<int>(std::lround(255 * share));
}

double weighed(const Light &row, const Light &light)
{
    return row[0] * light[0] + row[1] * light[1] + row[2] * light[2];
}

Light lightOf(QRgb color)
{
    return {linear(qRed(color)), linear(qGreen(color)), linear(qBlue(color))};
}

}  // namespace

QRgb seenWith(ColorVision vision, QRgb color)
{
    if (vision == ColorVision::Full)
        return color;
    const ConeMatrix &matrix = matrixOf(vision);
    const Light light = lightOf(color);
    return qRgb(encoded(weighed(matrix[0], light)), encoded(weighed(matrix[1], light)), encoded(weighed(matrix[2], light)));
}

QImage seenWith(ColorVision vision, const QImage &picture)
{
    if (vision == ColorVision::Full)
        return picture;
    QImage seen = picture.convertToFormat(QImage::Format_RGB32);
    std::unordered_map<QRgb, QRgb> known;  // figures have few colors
    for (int y = 0; y < seen.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(seen.scanLine(y));
        for (int x = 0; x < seen.width(); ++x) {
            const auto [entry, isNew] = known.try_emplace(line[x]);
            if (isNew)
                entry->second = seenWith(vision, line[x]);
            line[x] = entry->second;
        }
    }
    return seen;
}

double lightnessOf(QRgb color)
{
    const double y = weighed(luminance[0], lightOf(color));
    return y <= 216.0 / 24389 ? y * 24389 / 27 : 116 * std::cbrt(y) - 16;
}

}  // namespace ui
