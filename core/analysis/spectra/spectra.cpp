#include "core/analysis/spectra/spectra.h"

#include "core/analysis/spectra/centered_attention.h"
#include "core/analysis/spectra/rank_measures.h"
#include "core/analysis/svd/thin_factors.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace core {
namespace {

// From so many tokens for each feature of a head on, two QR factorizations cost less than the scores' own decomposition.
constexpr int tokensPerFeature = 4;

using HeadMaps = HeadMatrices LayerTrace::*;
using Preparation = void (*)(const MatrixView &map, DoubleMatrix &matrix);

void copyMap(const MatrixView &map, DoubleMatrix &matrix)
{
    matrix = map.cast<double>();
}

MatrixBatch mapsOf(const EncoderTrace &trace, HeadMaps part, Preparation prepare)
{
    const HeadMatrices &first = trace.layers.front().*part;
    const int heads = first.heads();
    const auto read = [&trace, part, prepare, heads](int index, DoubleMatrix &matrix) {
        prepare((trace.layers[index / heads].*part)[index % heads], matrix);
    };
    return {static_cast<int>(trace.layers.size()) * heads, first.rows(), first.columns(), read};
}

MatrixBatch thinScoresOf(const EncoderTrace &trace)
{
    const HeadMatrices &first = trace.layers.front().query;
    const int heads = first.heads();
    const int size = thinRows(first.rows(), first.columns());
    const double scale = 1.0 / std::sqrt(first.columns());
    const auto read = [&trace, heads, scale](int index, DoubleMatrix &matrix) {
        const LayerTrace &layer = trace.layers[index / heads];
        multiplyThinFactors(layer.query[index % heads], layer.key[index % heads], matrix);
        matrix *= scale;
    };
    return {static_cast<int>(trace.layers.size()) * heads, size, size, read};
}

MatrixBatch scoresOf(const EncoderTrace &trace, bool areProducts)
{
    const LayerTrace &first = trace.layers.front();
    const bool canUseFactors = areProducts && !first.query.isEmpty();
    const bool isCheaper = first.query.rows() >= tokensPerFeature * first.query.columns();
    const bool usesFactors = canUseFactors && (isCheaper || first.scores.isEmpty());
    return usesFactors ? thinScoresOf(trace) : mapsOf(trace, &LayerTrace::scores, copyMap);
}

// Returns false when asked to stop.
bool decompose(const MatrixBatch &batch, const StopToken &stop, SingularValues &values)
{
    Result<SingularValues> result = batchedSingularValues(batch, stop);
    if (!result)
        return false;
    values = std::move(result).value();
    return true;
}

std::vector<double> residualsOf(const EncoderTrace &trace)
{
    std::vector<double> residuals{residualToRankOne(viewOf(trace.embeddings))};
    for (const LayerTrace &layer : trace.layers)
        residuals.push_back(residualToRankOne(viewOf(layer.hidden)));
    return residuals;
}

bool decomposeHeads(const EncoderTrace &trace, const SpectraOptions &options, const StopToken &stop, SpectrumSet &set)
{
    const auto wanted = [&](bool isWanted, const MatrixBatch &batch, SingularValues &values) {
        return !isWanted || decompose(batch, stop, values);
    };
    return wanted(options.scores, scoresOf(trace, options.scoresAreProducts), set.scores) &&
           wanted(options.attention, mapsOf(trace, &LayerTrace::attention, copyMap), set.attention) &&
           wanted(options.centeredAttention, mapsOf(trace, &LayerTrace::attention, centerRows), set.centeredAttention) &&
           wanted(options.centeredLog, mapsOf(trace, &LayerTrace::attention, centerLog), set.centeredLog) &&
           wanted(options.effective, mapsOf(trace, &LayerTrace::effective, copyMap), set.effective);
}

Result<SpectrumSet> encoderSpectra(const EncoderTrace &trace, const SpectraOptions &options, const StopToken &stop)
{
    SpectrumSet set{.layers = static_cast<int>(trace.layers.size())};
    if (trace.layers.empty())
        return set;
    const LayerTrace &first = trace.layers.front();
    set.heads = std::max({first.attention.heads(), first.scores.heads(), first.query.heads(), first.effective.heads()});
    if (!decomposeHeads(trace, options, stop, set))
        return cancelled();
    if (options.residuals && trace.embeddings.size() > 0)
        set.residuals = residualsOf(trace);
    return set;
}

bool decomposeOne(const Matrix &matrix, Preparation prepare, const StopToken &stop, SingularValues &values)
{
    const auto read = [&](int, DoubleMatrix &to) { prepare(viewOf(matrix), to); };
    return decompose({1, static_cast<int>(matrix.rows()), static_cast<int>(matrix.cols()), read}, stop, values);
}

Result<SpectrumSet> lamaSpectra(const LamaTrace &trace, const SpectraOptions &options, const StopToken &stop)
{
    SpectrumSet set{.layers = 1, .heads = 1};
    const bool isDone =
        (!options.scores || decomposeOne(trace.scores, copyMap, stop, set.scores)) &&
        (!options.attention || decomposeOne(trace.attention, copyMap, stop, set.attention)) &&
        (!options.attention || decomposeOne(trace.sentence, copyMap, stop, set.sentence)) &&
        (!options.centeredAttention || decomposeOne(trace.attention, centerRows, stop, set.centeredAttention));
    if (!isDone)
        return cancelled();
    return set;
}

}  // namespace

Result<SpectrumSet> spectra(const ForwardTrace &trace, const SpectraOptions &options, const StopToken &stop)
{
    if (const auto *lama = std::get_if<LamaTrace>(&trace.network))
        return lamaSpectra(*lama, options, stop);
    return encoderSpectra(std::get<EncoderTrace>(trace.network), options, stop);
}

}  // namespace core
