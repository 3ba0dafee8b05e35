#include "core/analysis/spectra/spectrum_measures.h"

#include "core/analysis/spectra/centered_attention.h"
#include "core/analysis/spectra/rank_measures.h"
#include "core/base/undefined.h"

#include <algorithm>
#include <array>

namespace core {
namespace {

constexpr std::array matrices{
    SpectrumMatrixDescription{SpectrumMatrix::Attention, "attention", "attention"},
    SpectrumMatrixDescription{SpectrumMatrix::Scores, "scores", "scores"},
    SpectrumMatrixDescription{SpectrumMatrix::CenteredAttention, "centered_attention",
                              "attention, constant direction removed"},
    SpectrumMatrixDescription{SpectrumMatrix::Effective, "effective", "effective map"},
};

constexpr std::array measures{
    SpectrumMeasureDescription{SpectrumMeasure::EffectiveRank, "effective_rank", "effective rank",
                               "exp(−Σ p ln p), p = σ / Σσ", 1},
    SpectrumMeasureDescription{SpectrumMeasure::NumericalRank, "numerical_rank", "numerical rank",
                               "how many σ are above a tolerance", 0},
    SpectrumMeasureDescription{SpectrumMeasure::StableRank, "stable_rank", "stable rank", "Σσ² / σ₁²", 2},
    SpectrumMeasureDescription{SpectrumMeasure::NuclearRank, "nuclear_rank", "nuclear rank", "Σσ / σ₁", 2},
    SpectrumMeasureDescription{SpectrumMeasure::ParticipationRatio, "participation_ratio", "participation ratio",
                               "(Σσ²)² / Σσ⁴", 2},
    SpectrumMeasureDescription{SpectrumMeasure::EnergyRank, "energy_rank_90", "energy rank 90 %",
                               "smallest k with E(k) ≥ 0.9", 0},
    SpectrumMeasureDescription{SpectrumMeasure::QuarterShare, "share_quarter", "Y(n / 4)",
                               "first quarter's share of Σσ, as in Linformer", 2},
    SpectrumMeasureDescription{SpectrumMeasure::NeededHeadSize, "needed_head_size", "needed head size", "rank of log(A) C",
                               0},
};

int columnsOf(const SpectrumMeasureOptions &options, std::span<const double> singularValues)
{
    return std::max(options.tokens, static_cast<int>(singularValues.size()));
}

// What a numerical rank multiplies by n.
double toleranceOf(const SpectrumMeasureOptions &options, int columns)
{
    return options.tolerance > 0.0 ? options.tolerance / columns : defaultRelativeTolerance;
}

double numericalRankOf(std::span<const double> singularValues, const SpectrumMeasureOptions &options)
{
    const int columns = columnsOf(options, singularValues);
    return numericalRank(singularValues, rankTolerance(singularValues, columns, columns, toleranceOf(options, columns)));
}

}  // namespace

std::span<const SpectrumMatrixDescription> spectrumMatrixDescriptions()
{
    return matrices;
}

std::span<const SpectrumMeasureDescription> spectrumMeasureDescriptions()
{
    return measures;
}

const SpectrumMatrixDescription &describe(SpectrumMatrix matrix)
{
    return *std::ranges::find(matrices, matrix, &SpectrumMatrixDescription::matrix);
}

const SpectrumMeasureDescription &describe(SpectrumMeasure measure)
{
    return *std::ranges::find(measures, measure, &SpectrumMeasureDescription::measure);
}

std::span<const double> spectrumOf(const SpectrumSet &spectra, SpectrumMatrix matrix, HeadRef head)
{
    switch (matrix) {
    case SpectrumMatrix::Attention: return spectra.of(spectra.attention, head);
    case SpectrumMatrix::Scores: return spectra.of(spectra.scores, head);
    case SpectrumMatrix::CenteredAttention: return spectra.of(spectra.centeredAttention, head);
    case SpectrumMatrix::Effective: return spectra.of(spectra.effective, head);
    }
    return {};
}

bool usesTolerance(SpectrumMeasure measure)
{
    return measure == SpectrumMeasure::NumericalRank || measure == SpectrumMeasure::NeededHeadSize;
}

double spectrumMeasure(SpectrumMeasure measure, std::span<const double> singularValues,
                       const SpectrumMeasureOptions &options)
{
    if (singularValues.empty())
        return undefined;
    switch (measure) {
    case SpectrumMeasure::EffectiveRank: return effectiveRank(singularValues);
    case SpectrumMeasure::NumericalRank: return numericalRankOf(singularValues, options);
    case SpectrumMeasure::StableRank: return stableRank(singularValues);
    case SpectrumMeasure::NuclearRank: return nuclearRank(singularValues);
    case SpectrumMeasure::ParticipationRatio: return participationRatio(singularValues);
    case SpectrumMeasure::EnergyRank: return energyRank(singularValues);
    case SpectrumMeasure::QuarterShare:
        return cumulativeShare(singularValues, std::max(1, columnsOf(options, singularValues) / 4));
    case SpectrumMeasure::NeededHeadSize: break;
    }
    return undefined;
}

double headSpectrumMeasure(SpectrumMeasure measure, const SpectrumSet &spectra, SpectrumMatrix matrix, HeadRef head,
                           const SpectrumMeasureOptions &options)
{
    if (measure != SpectrumMeasure::NeededHeadSize)
        return spectrumMeasure(measure, spectrumOf(spectra, matrix, head), options);
    const std::span<const double> centeredLog = spectra.of(spectra.centeredLog, head);
    const int columns = columnsOf(options, centeredLog);
    return centeredLog.empty() ? undefined : neededHeadSize(centeredLog, columns, toleranceOf(options, columns));
}

}  // namespace core
