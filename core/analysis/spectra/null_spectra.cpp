#include "core/analysis/spectra/null_spectra.h"

#include "core/base/quantile.h"
#include "core/base/undefined.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace core {
namespace {

void centerRowsOf(DoubleMatrix &map)
{
    map.colwise() -= map.rowwise().mean().eval();
}

// The head and the draw name the stream, so that neither depends on what else is drawn.
SeededRandom streamOf(HeadRef head, int draw, std::uint64_t seed)
{
    const auto layerAndHead =
        (static_cast<std::uint64_t>(head.layer.value) << 16U) + static_cast<std::uint64_t>(head.head.value);
    return SeededRandom(seed, (layerAndHead << 32U) + static_cast<std::uint64_t>(draw));
}

std::vector<int> keysWithShare(const MatrixView &attention, Eigen::Index query)
{
    std::vector<int> keys;
    for (int key = 0; key < attention.cols(); ++key) {
        if (attention(query, key) != 0.0F)
            keys.push_back(key);
    }
    return keys;
}

const HeadMatrices &mapsOf(const EncoderTrace &trace, int layer)
{
    return trace.layers[static_cast<std::size_t>(layer)].attention;
}

Result<NullSpectra> permutedEncoder(const EncoderTrace &trace, std::span<const HeadRef> heads, const NullOptions &options,
                                    const StopToken &stop)
{
    const bool hasRows = !trace.layers.empty() && trace.attentionColumns != AttentionColumns::Features;
    if (!hasRows || heads.empty() || mapsOf(trace, 0).isEmpty())
        return NullSpectra();
    const HeadMatrices &first = mapsOf(trace, 0);
    const auto draw = [&](int index, SeededRandom &random, DoubleMatrix &map) {
        const HeadRef head = heads[static_cast<std::size_t>(index)];
        permuteRows(mapsOf(trace, head.layer.value)[head.head.value], random, map);
    };
    return nullSpectra({heads.begin(), heads.end()}, first.rows(), first.columns(), draw, options, stop);
}

Result<NullSpectra> permutedLama(const LamaTrace &trace, const NullOptions &options, const StopToken &stop)
{
    if (trace.attention.size() == 0)
        return NullSpectra();
    const auto draw = [&](int, SeededRandom &random, DoubleMatrix &map) {
        permuteRows(viewOf(trace.attention), random, map);
    };
    return nullSpectra({HeadRef{}}, static_cast<int>(trace.attention.rows()), static_cast<int>(trace.attention.cols()), draw,
                       options, stop);
}

}  // namespace

int NullSpectra::firstOf(HeadRef head) const
{
    const auto found = std::ranges::find(heads, head);
    return found == heads.end() ? -1 : static_cast<int>(found - heads.begin()) * draws;
}

Result<NullSpectra> nullSpectra(std::vector<HeadRef> heads, int rows, int columns, const DrawMap &draw,
                                const NullOptions &options, const StopToken &stop)
{
    NullSpectra spectra{.heads = std::move(heads), .draws = options.draws};
    const auto decompose = [&](bool isCentered, SingularValues &values) {
        const auto read = [&](int index, DoubleMatrix &map) {
            const int head = index / options.draws;
            SeededRandom random =
                streamOf(spectra.heads[static_cast<std::size_t>(head)], index % options.draws, options.seed);
            draw(head, random, map);
            if (isCentered)
                centerRowsOf(map);
        };
        const int count = static_cast<int>(spectra.heads.size()) * options.draws;
        Result<SingularValues> result = batchedSingularValues({count, rows, columns, read}, stop);
        if (!result)
            return false;
        values = *std::move(result);
        return true;
    };
    if (!decompose(false, spectra.attention) || (options.centersAttention && !decompose(true, spectra.centeredAttention)))
        return cancelled();
    return spectra;
}

void permuteRows(const MatrixView &attention, SeededRandom &random, DoubleMatrix &permuted)
{
    permuted = attention.cast<double>();
    for (Eigen::Index query = 0; query < attention.rows(); ++query) {
        const std::vector<int> keys = keysWithShare(attention, query);
        for (std::size_t left = keys.size(); left > 1; --left)  // Fisher and Yates
            std::swap(permuted(query, keys[left - 1]), permuted(query, keys[random.below(left)]));
    }
}

std::vector<HeadRef> headsWithAttention(const ForwardTrace &trace)
{
    const auto *encoder = std::get_if<EncoderTrace>(&trace.network);
    if (!encoder)
        return {HeadRef{}};
    std::vector<HeadRef> heads;
    for (int layer = 0; layer < static_cast<int>(encoder->layers.size()); ++layer) {
        for (int head = 0; head < mapsOf(*encoder, layer).heads(); ++head)
            heads.push_back({{layer}, {head}});
    }
    return heads;
}

Result<NullSpectra> rowPermutationNull(const ForwardTrace &trace, std::span<const HeadRef> heads, const NullOptions &options,
                                       const StopToken &stop)
{
    if (const auto *lama = std::get_if<LamaTrace>(&trace.network))
        return permutedLama(*lama, options, stop);
    return permutedEncoder(std::get<EncoderTrace>(trace.network), heads, options, stop);
}

Result<NullSpectra> rowPermutationNull(const ForwardTrace &trace, const NullOptions &options, const StopToken &stop)
{
    return rowPermutationNull(trace, headsWithAttention(trace), options, stop);
}

NullRange nullRange(std::vector<double> values)
{
    if (values.empty() || std::ranges::any_of(values, [](double value) { return std::isnan(value); }))
        return {undefined, undefined, undefined};
    std::ranges::sort(values);
    return {.low = quantileOfSorted(values, 0.05),
            .median = quantileOfSorted(values, 0.5),
            .high = quantileOfSorted(values, 0.95)};
}

NullRange nullRange(SpectrumMeasure measure, const NullSpectra &spectra, SpectrumMatrix matrix, HeadRef head,
                    const SpectrumMeasureOptions &options)
{
    const bool isCentered = matrix == SpectrumMatrix::CenteredAttention;
    const SingularValues &values = isCentered ? spectra.centeredAttention : spectra.attention;
    const int first = spectra.firstOf(head);
    std::vector<double> numbers;
    for (int draw = 0; draw < spectra.draws && first >= 0 && !values.isEmpty(); ++draw)
        numbers.push_back(spectrumMeasure(measure, values[first + draw], options));
    return nullRange(std::move(numbers));
}

}  // namespace core
