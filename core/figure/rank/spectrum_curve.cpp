#include "core/figure/rank/spectrum_curve.h"

#include "core/figure/values/snapshot_maps.h"

#include <algorithm>

namespace core {

SpectrumMatrix shownAttentionMatrix(bool centersAttention)
{
    return centersAttention ? SpectrumMatrix::CenteredAttention : SpectrumMatrix::Attention;
}

HeadRef spectrumHead(const AnalysisSnapshot &snapshot, HeadRef head)
{
    return isLama(snapshot) ? HeadRef{} : head;
}

std::vector<double> spectrumIndices(std::size_t count)
{
    std::vector<double> indices;
    for (std::size_t index = 1; index <= count; ++index)
        indices.push_back(static_cast<double>(index));
    return indices;
}

std::vector<double> sharesOfLargest(std::span<const double> spectrum, int count)
{
    std::vector<double> shares(static_cast<std::size_t>(count), 0.0);
    const double largest = spectrum.empty() ? 0.0 : spectrum.front();
    for (std::size_t index = 0; index < std::min(spectrum.size(), shares.size()) && largest > 0.0; ++index)
        shares[index] = spectrum[index] / largest;
    return shares;
}

Curve spectrumCurve(std::string name, std::span<const double> spectrum, int count, CurveRole role)
{
    std::vector<double> shares = sharesOfLargest(spectrum, count);
    std::vector<double> indices = spectrumIndices(shares.size());
    return {.name = std::move(name), .x = std::move(indices), .y = std::move(shares), .role = role};
}

}  // namespace core
