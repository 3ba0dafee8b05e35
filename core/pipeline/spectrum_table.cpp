#include "core/pipeline/spectrum_table.h"

#include "core/analysis/spectrum_measures.h"

#include <array>
#include <charconv>
#include <cmath>

namespace core {
namespace {

constexpr std::array matrices{SpectrumMatrix::Scores, SpectrumMatrix::Attention};
constexpr std::array rankMeasures{SpectrumMeasure::NumericalRank, SpectrumMeasure::StableRank,
                                  SpectrumMeasure::EffectiveRank, SpectrumMeasure::NuclearRank, SpectrumMeasure::EnergyRank};
constexpr std::array attentionMeasures{HeadMeasure::Entropy, HeadMeasure::Distance, HeadMeasure::DiagonalMass};

// Empty where it is not defined.
std::string numberText(double value)
{
    if (std::isnan(value))
        return {};
    std::array<char, 32> digits;
    const auto [end, problem] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    return {digits.data(), end};
}

int tokensOf(const AnalysisSnapshot &snapshot)
{
    return static_cast<int>(snapshot.text->tokens.size());
}

std::string rowStart(HeadRef head, SpectrumMatrix matrix, int tokens)
{
    return std::to_string(head.layer.value) + ',' + std::to_string(head.head.value) + ',' +
           std::string(describe(matrix).id) + ',' + std::to_string(tokens);
}

std::string summaryRow(const AnalysisSnapshot &snapshot, HeadRef head, SpectrumMatrix matrix, std::span<const double> values)
{
    std::string row = rowStart(head, matrix, tokensOf(snapshot)) + ',' + std::to_string(snapshot.model->config.headSize);
    for (const SpectrumMeasure measure : rankMeasures)
        row += ',' + numberText(spectrumMeasure(measure, values, {.tokens = tokensOf(snapshot)}));
    for (const HeadMeasure measure : attentionMeasures)
        row +=
            ',' + (matrix == SpectrumMatrix::Attention ? numberText(snapshot.measures->at(head, measure)) : std::string());
    return row;
}

// LAMA's heads are the rows of one map.
template <typename Visit>
void visitSpectra(const AnalysisSnapshot &snapshot, Visit visit)
{
    const SpectrumSet &spectra = *snapshot.spectra;
    const bool isLama = snapshot.model->config.type == ModelType::Lama;
    for (int layer = 0; layer < spectra.layers; ++layer) {
        for (int head = 0; head < (isLama ? 1 : spectra.heads); ++head) {
            for (const SpectrumMatrix matrix : matrices) {
                const HeadRef place{{layer}, {head}};
                if (const std::span<const double> values = spectrumOf(spectra, matrix, place); !values.empty())
                    visit(place, matrix, values);
            }
        }
    }
}

}  // namespace

std::string spectrumHeader()
{
    return "layer,head,matrix,n,index,singular_value,text\n";
}

void appendSpectrum(const AnalysisSnapshot &snapshot, int text, std::string &csv)
{
    visitSpectra(snapshot, [&](HeadRef head, SpectrumMatrix matrix, std::span<const double> values) {
        const std::string start = rowStart(head, matrix, tokensOf(snapshot));
        for (std::size_t index = 0; index < values.size(); ++index)
            csv += start + ',' + std::to_string(index) + ',' + numberText(values[index]) + ',' + std::to_string(text) + '\n';
    });
}

std::string spectrumSummaryHeader()
{
    return "layer,head,matrix,n,head_size,numerical_rank,stable_rank,effective_rank,nuclear_rank,energy_rank_90,entropy,"
           "distance,"
           "diagonal_mass,text\n";
}

void appendSpectrumSummary(const AnalysisSnapshot &snapshot, int text, std::string &csv)
{
    visitSpectra(snapshot, [&](HeadRef head, SpectrumMatrix matrix, std::span<const double> values) {
        csv += summaryRow(snapshot, head, matrix, values) + ',' + std::to_string(text) + '\n';
    });
}

}  // namespace core
