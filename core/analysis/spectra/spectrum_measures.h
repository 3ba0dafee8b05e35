#pragma once

#include "core/analysis/spectra/spectra.h"

#include <span>
#include <string_view>

namespace core {

// Which matrix of a head a spectrum belongs to. The rank of the scores is bounded by the head size and that of the attention is
// not: they are shown beside each other and never taken for the same.
enum class SpectrumMatrix { Attention, Scores, CenteredAttention, Effective };

// One number about one spectrum (resources/help/measures.md, from Numerical rank on).
enum class SpectrumMeasure {
    EffectiveRank,
    NumericalRank,
    StableRank,
    NuclearRank,
    ParticipationRatio,
    EnergyRank,    // 90 %
    QuarterShare,  // Y(n / 4), what Linformer's figure maps over layers and heads
    NeededHeadSize
};

struct SpectrumMatrixDescription {
    SpectrumMatrix matrix;
    std::string_view id;    // as in files: "attention"
    std::string_view name;  // as in the window
};

// How many queries the spectrum is of, and the share of the largest singular value that numerical ranks count above.
struct SpectrumMeasureOptions {
    int tokens = 0;
    double tolerance = 0;  // 0: the default, n times machine epsilon of F32
};

// All there is to say of a measure. A new one is an enumerator and a row.
struct SpectrumMeasureDescription {
    SpectrumMeasure measure;
    std::string_view id;  // as in files: "effective_rank"
    std::string_view name;
    std::string_view formula;
    std::string_view source;       // the paper it comes from; empty where it is common knowledge
    int decimals = 0;              // how many a reader wants to see; 0: it counts
    bool usesTolerance = false;    // it counts singular values above one
    bool isShare = false;          // from 0 to 1, so that it is not divided by the tokens again
    bool isOfCenteredLog = false;  // of log(P) C, whatever the matrix
    double (*of)(std::span<const double> singularValues, const SpectrumMeasureOptions &options);  // of one value or more
};

std::span<const SpectrumMatrixDescription> spectrumMatrixDescriptions();
std::span<const SpectrumMeasureDescription> spectrumMeasureDescriptions();
const SpectrumMatrixDescription &describe(SpectrumMatrix matrix);
const SpectrumMeasureDescription &describe(SpectrumMeasure measure);

// The head's singular values, largest first; empty where the set does not have them. LAMA's one map stands for all its heads.
std::span<const double> spectrumOf(const SpectrumSet &spectra, SpectrumMatrix matrix, HeadRef head);

// What the measure says of a spectrum; NaN for an empty one, and where the measure is of log(P) C.
double spectrumMeasure(SpectrumMeasure measure, std::span<const double> singularValues,
                       const SpectrumMeasureOptions &options);

// The same of a head, from log(P) C where the measure is of that.
double headSpectrumMeasure(SpectrumMeasure measure, const SpectrumSet &spectra, SpectrumMatrix matrix, HeadRef head,
                           const SpectrumMeasureOptions &options);

}  // namespace core
