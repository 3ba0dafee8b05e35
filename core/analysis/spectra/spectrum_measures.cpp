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

double quarterShare(std::span<const double> singularValues, const SpectrumMeasureOptions &options)
{
    return cumulativeShare(singularValues, std::max(1, columnsOf(options, singularValues) / 4));
}

double neededHeadSizeOf(std::span<const double> singularValues, const SpectrumMeasureOptions &options)
{
    const int columns = columnsOf(options, singularValues);
    return neededHeadSize(singularValues, columns, toleranceOf(options, columns));
}

// One that takes nothing but the singular values.
template <auto function>
double ofValues(std::span<const double> singularValues, const SpectrumMeasureOptions &)
{
    return function(singularValues);
}

int energyRank90(std::span<const double> singularValues)
{
    return energyRank(singularValues);
}

constexpr std::array measures{
    SpectrumMeasureDescription{.measure = SpectrumMeasure::EffectiveRank,
                               .id = "effective_rank",
                               .name = "effective rank",
                               .formula = "exp entropy of σ / Σσ",
                               .source = "Roy and Vetterli 2007",
                               .decimals = 1,
                               .of = ofValues<effectiveRank>},
    SpectrumMeasureDescription{.measure = SpectrumMeasure::NumericalRank,
                               .id = "numerical_rank",
                               .name = "numerical rank",
                               .formula = "how many σ are above a tolerance",
                               .source = "Golub and Van Loan",
                               .decimals = 0,
                               .usesTolerance = true,
                               .of = numericalRankOf},
    SpectrumMeasureDescription{.measure = SpectrumMeasure::StableRank,
                               .id = "stable_rank",
                               .name = "stable rank",
                               .formula = "Σσ² / σ₁²",
                               .source = "Rudelson and Vershynin 2007",
                               .decimals = 2,
                               .of = ofValues<stableRank>},
    SpectrumMeasureDescription{.measure = SpectrumMeasure::NuclearRank,
                               .id = "nuclear_rank",
                               .name = "nuclear rank",
                               .formula = "Σσ / σ₁",
                               .source = "",
                               .decimals = 2,
                               .of = ofValues<nuclearRank>},
    SpectrumMeasureDescription{.measure = SpectrumMeasure::ParticipationRatio,
                               .id = "participation_ratio",
                               .name = "participation ratio",
                               .formula = "(Σσ²)² / Σσ⁴",
                               .source = "",
                               .decimals = 2,
                               .of = ofValues<participationRatio>},
    SpectrumMeasureDescription{.measure = SpectrumMeasure::EnergyRank,
                               .id = "energy_rank_90",
                               .name = "energy rank 90 %",
                               .formula = "smallest k with E(k) ≥ 0.9",
                               .source = "",
                               .decimals = 0,
                               .of = ofValues<energyRank90>},
    SpectrumMeasureDescription{.measure = SpectrumMeasure::QuarterShare,
                               .id = "share_quarter",
                               .name = "Y(n / 4)",
                               .formula = "first quarter's share of Σσ, as in Linformer",
                               .source = "Wang et al. 2020",
                               .decimals = 2,
                               .isShare = true,
                               .of = quarterShare},
    SpectrumMeasureDescription{.measure = SpectrumMeasure::NeededHeadSize,
                               .id = "needed_head_size",
                               .name = "needed head size",
                               .formula = "rank of log(A) C",
                               .source = "Bhojanapalli et al. 2020",
                               .decimals = 0,
                               .usesTolerance = true,
                               .isOfCenteredLog = true,
                               .of = neededHeadSizeOf},
};

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

double spectrumMeasure(SpectrumMeasure measure, std::span<const double> singularValues,
                       const SpectrumMeasureOptions &options)
{
    const SpectrumMeasureDescription &description = describe(measure);
    return singularValues.empty() || description.isOfCenteredLog ? undefined : description.of(singularValues, options);
}

double headSpectrumMeasure(SpectrumMeasure measure, const SpectrumSet &spectra, SpectrumMatrix matrix, HeadRef head,
                           const SpectrumMeasureOptions &options)
{
    const SpectrumMeasureDescription &description = describe(measure);
    const std::span<const double> values =
        description.isOfCenteredLog ? spectra.of(spectra.centeredLog, head) : spectrumOf(spectra, matrix, head);
    return values.empty() ? undefined : description.of(values, options);
}

}  // namespace core
