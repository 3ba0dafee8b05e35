#pragma once

#include "core/base/result.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace core {

struct Rgb {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;

    bool operator==(const Rgb &) const = default;
};

enum class ColorMapKind {
    Sequential,  // lightness rises or falls all the way
    Diverging,   // two arms around a neutral middle, which stands for zero
    Categorical  // a few colors side by side, nothing in between
};

// The 256 colors that stand for the values from the low to the high end of a scale. Made from a file of resources/colormaps.
struct ColorMap {
    static constexpr int size = 256;

    std::string name;
    ColorMapKind kind = ColorMapKind::Sequential;
    std::array<Rgb, size> colors{};

    const Rgb &at(double share) const;  // 0 = low end, 1 = high end, clamped
};

// {"name": ..., "kind": "sequential" | "diverging" | "categorical", "stops": [[0, "#rrggbb"], ..., [1, "#rrggbb"]]},
// stops in rising order; between them the colors are mixed linearly.
Result<ColorMap> parseColorMap(std::string_view json);

// CIE L* of an sRGB color: 0 black, 100 white.
double lightness(const Rgb &color);

}  // namespace core
