#include "core/pipeline/spectrum_table.h"

#include "core/base/csv_cell.h"

#include <array>
#include <cmath>

namespace core {
namespace {

constexpr std::array matrices{SpectrumMatrix::Scores, SpectrumMatrix::Attention};
constexpr std::array rankMeasures{SpectrumMeasure::NumericalRank, SpectrumMeasure::StableRank,
                                  SpectrumMeasure::EffectiveRank, SpectrumMeasure::NuclearRank, SpectrumMeasure::EnergyRank};
constexpr std::array attentionMeasures{HeadMeasure::Entropy, HeadMeasure::Distance, HeadMeasure::DiagonalMass};

int tokensOf(const AnalysisSnapshot &snapshot)
{
    return static_cast<int>(snapshot.text->tokens.size());
}

bool isLama(const AnalysisSnapshot &snapshot)
{
    return snapshot.model->config.type == ModelType::Lama;
}

std::string rowStart(LayerIndex layer, const std::string &head, SpectrumMatrix matrix, int tokens)
{
    return std::to_string(layer.value) + ',' + head + ',' + std::string(describe(matrix).id) + ',' + std::to_string(tokens);
}

// Whose spectrum it is: a head's, or that of LAMA's one map of all heads.
std::string headText(const AnalysisSnapshot &snapshot, HeadRef head)
{
    return isLama(snapshot) ? "all" : std::to_string(head.head.value);
}

// Empty for LAMA, whose heads have no size.
std::string headSizeText(const AnalysisSnapshot &snapshot)
{
    return isLama(snapshot) ? "" : std::to_string(snapshot.model->config.headSize);
}

std::string attentionCells(const AnalysisSnapshot &snapshot, HeadRef head)
{
    std::string cells;
    for (const HeadMeasure measure : attentionMeasures)
        cells += ',' + csvCell(snapshot.measures->at(head, measure));
    return cells;
}

std::string summaryRow(const AnalysisSnapshot &snapshot, HeadRef head, SpectrumMatrix matrix, std::span<const double> values)
{
    std::string row =
        rowStart(head.layer, headText(snapshot, head), matrix, tokensOf(snapshot)) + ',' + headSizeText(snapshot);
    for (const SpectrumMeasure measure : rankMeasures)
        row += ',' + csvCell(spectrumMeasure(measure, values, {.tokens = tokensOf(snapshot)}));
    const bool isOfThisHead = matrix == SpectrumMatrix::Attention && !isLama(snapshot);
    return row + (isOfThisHead ? attentionCells(snapshot, head) : std::string(attentionMeasures.size(), ','));
}

// Of a LAMA head, which has a row of attention and no spectrum of its own.
std::string lamaHeadRow(const AnalysisSnapshot &snapshot, HeadRef head)
{
    return rowStart(head.layer, std::to_string(head.head.value), SpectrumMatrix::Attention, tokensOf(snapshot)) + ',' +
           headSizeText(snapshot) + std::string(rankMeasures.size(), ',') + attentionCells(snapshot, head);
}

std::string_view idOf(SpectrumBaseline null)
{
    return null == SpectrumBaseline::PermutedRows ? "rows" : "projections";
}

std::string rangeColumns(const NullRange &range)
{
    return ',' + csvCell(range.median) + ',' + csvCell(range.low) + ',' + csvCell(range.high);
}

// As many as there are ranges, the null's name and its draws.
std::string noNullColumns()
{
    return std::string(2 + 3 * rankMeasures.size(), ',');
}

std::string nullColumns(const AnalysisSnapshot &snapshot, SpectrumBaseline null, HeadRef head, SpectrumMatrix matrix)
{
    const NullSpectra *spectra = drawsOf(null, snapshot);
    const bool isDefined = spectra && matrix == SpectrumMatrix::Attention && spectra->firstOf(head) >= 0;
    if (!isDefined)
        return noNullColumns();
    std::string columns = ',' + std::string(idOf(null)) + ',' + std::to_string(spectra->draws);
    for (const SpectrumMeasure measure : rankMeasures)
        columns += rangeColumns(nullRange(measure, *spectra, matrix, head, {.tokens = tokensOf(snapshot)}));
    return columns;
}

// LAMA's heads are the rows of one map.
template <typename Visit>
void visitSpectra(const AnalysisSnapshot &snapshot, Visit visit)
{
    const SpectrumSet &spectra = *snapshot.spectra;
    for (int layer = 0; layer < spectra.layers; ++layer) {
        for (int head = 0; head < (isLama(snapshot) ? 1 : spectra.heads); ++head) {
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
        const std::string start = rowStart(head.layer, headText(snapshot, head), matrix, tokensOf(snapshot));
        for (std::size_t index = 0; index < values.size(); ++index)
            csv += start + ',' + std::to_string(index) + ',' + csvCell(values[index]) + ',' + std::to_string(text) + '\n';
    });
}

std::span<const SpectrumMeasure> summarizedRanks()
{
    return rankMeasures;
}

std::span<const HeadMeasure> summarizedMeasures()
{
    return attentionMeasures;
}

std::optional<SpectrumBaseline> spectrumNullNamed(std::string_view id)
{
    for (const SpectrumBaseline null : {SpectrumBaseline::PermutedRows, SpectrumBaseline::RandomProjections}) {
        if (idOf(null) == id)
            return null;
    }
    return std::nullopt;
}

std::string spectrumSummaryHeader(std::optional<SpectrumBaseline> null)
{
    std::string header = "layer,head,matrix,n,head_size";
    for (const SpectrumMeasure measure : rankMeasures)
        header += ',' + std::string(describe(measure).id);
    for (const HeadMeasure measure : attentionMeasures)
        header += ',' + std::string(describe(measure).id);
    header += ",text,dropped_tokens";
    if (null) {
        header += ",null,draws";
        for (const SpectrumMeasure measure : rankMeasures) {
            const std::string column = ',' + std::string(describe(measure).id) + "_null";
            header += column + column + "_low" + column + "_high";
        }
    }
    return header + '\n';
}

void appendSpectrumSummary(const AnalysisSnapshot &snapshot, int text, std::string &csv,
                           std::optional<SpectrumBaseline> null)
{
    const std::string end = ',' + std::to_string(text) + ',' + std::to_string(snapshot.text->droppedTokens);
    visitSpectra(snapshot, [&](HeadRef head, SpectrumMatrix matrix, std::span<const double> values) {
        csv += summaryRow(snapshot, head, matrix, values) + end +
               (null ? nullColumns(snapshot, *null, head, matrix) : std::string()) + '\n';
    });
    for (int head = 0; isLama(snapshot) && head < snapshot.measures->heads(); ++head)
        csv += lamaHeadRow(snapshot, {{0}, {head}}) + end + (null ? noNullColumns() : std::string()) + '\n';
}

}  // namespace core
