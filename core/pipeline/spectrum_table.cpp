#include "core/pipeline/spectrum_table.h"

#include "core/analysis/spectra/spectrum_measures.h"
#include "core/base/csv_row.h"
#include "core/format/family/model_family.h"

#include <fmt/core.h>

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

CsvRow rowStart(LayerIndex layer, const std::string &head, SpectrumMatrix matrix, int tokens)
{
    return CsvRow().add(layer.value).add(head).add(describe(matrix).id).add(tokens);
}

// Whose spectrum it is: a head's, or that of LAMA's one map of all heads.
std::string headText(const AnalysisSnapshot &snapshot, HeadRef head)
{
    return isLama(snapshot) ? "all" : std::to_string(head.head.value);
}

// Empty for LAMA, whose heads have no size, and for stored maps, whose heads' size nobody knows.
std::string headSizeText(const AnalysisSnapshot &snapshot)
{
    return hasFamily(snapshot.model->config) ? std::to_string(snapshot.model->config.headSize) : "";
}

void addAttentionCells(const AnalysisSnapshot &snapshot, HeadRef head, CsvRow &row)
{
    for (const HeadMeasure measure : attentionMeasures)
        row.add(snapshot.measures->at(head, measure));
}

CsvRow summaryRow(const AnalysisSnapshot &snapshot, HeadRef head, SpectrumMatrix matrix, std::span<const double> values)
{
    CsvRow row = rowStart(head.layer, headText(snapshot, head), matrix, tokensOf(snapshot));
    row.add(headSizeText(snapshot));
    for (const SpectrumMeasure measure : rankMeasures)
        row.add(spectrumMeasure(measure, values, {.tokens = tokensOf(snapshot)}));
    const bool isOfThisHead = matrix == SpectrumMatrix::Attention && !isLama(snapshot);
    if (isOfThisHead)
        addAttentionCells(snapshot, head, row);
    else
        row.addNothing(attentionMeasures.size());
    return row;
}

// Of a LAMA head, which has a row of attention and no spectrum of its own.
CsvRow lamaHeadRow(const AnalysisSnapshot &snapshot, HeadRef head)
{
    CsvRow row = rowStart(head.layer, std::to_string(head.head.value), SpectrumMatrix::Attention, tokensOf(snapshot));
    row.add(headSizeText(snapshot)).addNothing(rankMeasures.size());
    addAttentionCells(snapshot, head, row);
    return row;
}

std::string_view idOf(SpectrumBaseline null)
{
    return null == SpectrumBaseline::PermutedRows ? "rows" : "projections";
}

// As many cells as there are ranges, the null's name and its draws.
void addNoNull(CsvRow &row)
{
    row.addNothing(2 + 3 * rankMeasures.size());
}

void addNull(const AnalysisSnapshot &snapshot, SpectrumBaseline null, HeadRef head, SpectrumMatrix matrix, CsvRow &row)
{
    const NullSpectra *spectra = drawsOf(null, snapshot);
    const bool isDefined = spectra && matrix == SpectrumMatrix::Attention && spectra->firstOf(head) >= 0;
    if (!isDefined)
        return addNoNull(row);
    row.add(idOf(null)).add(spectra->draws);
    for (const SpectrumMeasure measure : rankMeasures) {
        const NullRange range = nullRange(measure, *spectra, matrix, head, {.tokens = tokensOf(snapshot)});
        row.add(range.median).add(range.low).add(range.high);
    }
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
        const CsvRow start = rowStart(head.layer, headText(snapshot, head), matrix, tokensOf(snapshot));
        for (std::size_t index = 0; index < values.size(); ++index)
            csv += CsvRow(start).add(index).add(values[index]).add(text).line();
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
            const std::string column = fmt::format(",{}_null", describe(measure).id);
            for (const char *which : {"", "_low", "_high"})
                header.append(column).append(which);
        }
    }
    return header + '\n';
}

void appendSpectrumSummary(const AnalysisSnapshot &snapshot, int text, std::string &csv,
                           std::optional<SpectrumBaseline> null)
{
    const auto finish = [&](CsvRow row) {
        row.add(text).add(snapshot.text->droppedTokens);
        return row;
    };
    visitSpectra(snapshot, [&](HeadRef head, SpectrumMatrix matrix, std::span<const double> values) {
        CsvRow row = finish(summaryRow(snapshot, head, matrix, values));
        if (null)
            addNull(snapshot, *null, head, matrix, row);
        csv += row.line();
    });
    for (int head = 0; isLama(snapshot) && head < snapshot.measures->heads(); ++head) {
        CsvRow row = finish(lamaHeadRow(snapshot, {{0}, {head}}));
        if (null)
            addNoNull(row);
        csv += row.line();
    }
}

}  // namespace core
