#include "core/analysis/spectra/spectrum_quantities.h"

namespace core {
namespace {

int measureCount()
{
    return static_cast<int>(spectrumMeasureDescriptions().size());
}

int matrixCount()
{
    return static_cast<int>(spectrumMatrixDescriptions().size());
}

void appendHead(const SpectrumSet &spectra, HeadRef head, int tokens, std::vector<double> &values)
{
    for (const bool isShareOfTokens : {false, true}) {
        for (const SpectrumMatrixDescription &matrix : spectrumMatrixDescriptions()) {
            for (const SpectrumMeasureDescription &measure : spectrumMeasureDescriptions()) {
                const double value = headSpectrumMeasure(measure.measure, spectra, matrix.matrix, head, {.tokens = tokens});
                values.push_back(isShareOfTokens && !measure.isShare ? value / tokens : value);
            }
        }
    }
}

}  // namespace

int spectrumQuantityCount()
{
    return 2 * matrixCount() * measureCount();
}

int indexOf(const SpectrumQuantity &quantity)
{
    const int matrix = static_cast<int>(quantity.matrix) + (quantity.isShareOfTokens ? matrixCount() : 0);
    return matrix * measureCount() + static_cast<int>(quantity.measure);
}

std::vector<double> spectrumQuantities(const SpectrumSet &spectra, int tokens)
{
    std::vector<double> values;
    values.reserve(static_cast<std::size_t>(spectra.layers) * spectra.heads * spectrumQuantityCount());
    for (int layer = 0; layer < spectra.layers; ++layer) {
        for (int head = 0; head < spectra.heads; ++head)
            appendHead(spectra, {{layer}, {head}}, tokens, values);
    }
    return values;
}

}  // namespace core
