#pragma once

#include "core/analysis/spectra/spectrum_measures.h"

#include <vector>

namespace core {

// One number about one head that is gathered over texts of many lengths: as it is, or as a share of the text's tokens, by which
// ranks of long and short texts can be compared.
struct SpectrumQuantity {
    SpectrumMatrix matrix = SpectrumMatrix::Attention;
    SpectrumMeasure measure = SpectrumMeasure::EffectiveRank;
    bool isShareOfTokens = false;

    bool operator==(const SpectrumQuantity &) const = default;
};

// How many quantities there are of each head, and the place of one among them.
int spectrumQuantityCount();
int indexOf(const SpectrumQuantity &quantity);

// All quantities of all heads of a pass over `tokens` tokens, layers x heads x spectrumQuantityCount(); NaN where the set does not
// have the matrix.
std::vector<double> spectrumQuantities(const SpectrumSet &spectra, int tokens);

}  // namespace core
