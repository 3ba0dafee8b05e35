#include "core/figure/values/color_scale.h"

#include <algorithm>
#include <cmath>
#include <limits>

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
    if (std::isnan(value))
        return isDiverging() ? 0.5 : 0;
    if (kind == ScaleKind::Symmetric)
        return 0.5 + bent(value / high, gamma) / 2;
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

bool ColorScale::isDiverging() const
{
    constexpr double slack = 1e-6;
    return kind == ScaleKind::Logarithmic ? low < 1 && std::abs(low * high - 1) < slack
                                          : low < 0 && std::abs(low + high) < slack * high;
}

int decimalsOf(const ColorScale &scale)
{
    constexpr int most = 8;
    const double largest = std::max(std::abs(scale.low), std::abs(scale.high));
    const double told =
        scale.kind == ScaleKind::Linear && scale.high > scale.low ? std::min(largest, scale.high - scale.low) : largest;
    return told > 0 && std::isfinite(told) ? std::clamp(1 - static_cast<int>(std::floor(std::log10(told))), 2, most) : 2;
}

ColorIndexer::ColorIndexer(const ColorScale &scale) : m_low(static_cast<float>(scale.low))
{
    if (!(scale.high > scale.low))
        return;
    m_undefined = static_cast<std::uint8_t>(std::lround(scale.shareOf(std::numeric_limits<double>::quiet_NaN()) * 255));
    const double binsPerUnit = lastBin / (scale.high - scale.low);
    m_binsPerUnit = static_cast<float>(binsPerUnit);
    // From the borders between the 256 colors: 255 powers instead of one per bin.
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

}  // namespace core
