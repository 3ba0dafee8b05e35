#include "core/figure/color_scale.h"

#include <algorithm>
#include <cmath>

namespace core {
namespace {

// |value| to the power of gamma with value's sign, from -1 to 1.
double bent(double value, double gamma)
{
    return std::copysign(std::pow(std::min(1.0, std::abs(value)), gamma), value);
}

}  // namespace

double ColorScale::shareOf(double value) const
{
    if (!(high > low))
        return 0;
    if (kind == ScaleKind::Symmetric)
        return std::isnan(value) ? 0.5 : 0.5 + bent(value / high, gamma) / 2;
    const double share =
        kind == ScaleKind::Linear ? (value - low) / (high - low) : std::log(value / low) / std::log(high / low);
    return std::isnan(share) ? 0 : std::pow(std::clamp(share, 0.0, 1.0), gamma);
}

double ColorScale::valueAt(double share) const
{
    if (kind == ScaleKind::Symmetric)
        return high * bent(2 * share - 1, 1 / gamma);
    const double straight = std::pow(std::clamp(share, 0.0, 1.0), 1 / gamma);
    return kind == ScaleKind::Linear ? low + (high - low) * straight : low * std::pow(high / low, straight);
}

int decimalsOf(const ColorScale &scale)
{
    constexpr int most = 8;
    const double largest = std::max(std::abs(scale.low), std::abs(scale.high));
    return largest > 0 && std::isfinite(largest) ? std::clamp(1 - static_cast<int>(std::floor(std::log10(largest))), 2, most)
                                                 : 2;
}

ColorIndexer::ColorIndexer(const ColorScale &scale) : m_low(static_cast<float>(scale.low))
{
    if (!(scale.high > scale.low))
        return;
    const double binsPerUnit = lastBin / (scale.high - scale.low);
    m_binsPerUnit = static_cast<float>(binsPerUnit);
    // From the borders between the 256 colours: 255 powers instead of one per bin.
    std::size_t bin = 0;
    for (int color = 0; color < 256; ++color) {
        const double border = color < 255 ? (scale.valueAt((color + 0.5) / 255) - scale.low) * binsPerUnit : lastBin + 1.0;
        for (; bin <= lastBin && static_cast<double>(bin) < border; ++bin)
            m_table[bin] = static_cast<std::uint8_t>(color);
    }
}

std::vector<std::uint8_t> colorIndices(const MatrixView &values, const ColorScale &scale)
{
    const ColorIndexer indexOf(scale);
    std::vector<std::uint8_t> indices(static_cast<std::size_t>(values.size()));
    std::transform(values.data(), values.data() + values.size(), indices.begin(), indexOf);
    return indices;
}

IndexImage halved(const IndexImage &image)
{
    IndexImage half{(image.width + 1) / 2, (image.height + 1) / 2, {}};
    half.indices.resize(static_cast<std::size_t>(half.width) * half.height);
    for (int y = 0; y < half.height; ++y) {
        const std::uint8_t *upper = image.indices.data() + static_cast<std::size_t>(2 * y) * image.width;
        const std::uint8_t *lower = 2 * y + 1 < image.height ? upper + image.width : upper;
        std::uint8_t *target = half.indices.data() + static_cast<std::size_t>(y) * half.width;
        for (int x = 0; x < half.width; ++x) {
            const int left = 2 * x;
            const int right = std::min(left + 1, image.width - 1);
            target[x] = std::max(std::max(upper[left], upper[right]), std::max(lower[left], lower[right]));
        }
    }
    return half;
}

}  // namespace core
