#include "core/pipeline/spectrum_baselines.h"

#include "core/format/mechanism/attention_mechanism.h"
#include "core/ops/softmax.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

namespace core {
namespace {

constexpr std::uint32_t orderSeed = 1;

Matrix gaussian(Eigen::Index rows, Eigen::Index columns, SeededRandom &random)
{
    Matrix numbers(rows, columns);
    std::ranges::generate(std::span(numbers.data(), static_cast<std::size_t>(numbers.size())),
                          [&random] { return static_cast<float>(random.normal()); });
    return numbers;
}

// What one head's draws take from the model and its own pass.
struct HeadSource {
    const AttentionMechanism &mechanism;
    const AttentionParameters &parameters;
    const LayerTrace &own;
    const std::vector<bool> &maskedKeys;
    int head;
};

struct Projections {
    Matrix query;  // n x dh
    Matrix key;    // n x dh
};

// One draw for both where one projection makes both, as in the head itself.
Projections drawProjections(const HeadSource &source, SeededRandom &random)
{
    const MatrixView query = source.own.query[source.head];
    const MatrixView key = source.own.key[source.head];
    Matrix first = gaussian(query.rows(), query.cols(), random);
    Matrix second = source.mechanism.hasOneProjection ? first : gaussian(key.rows(), key.cols(), random);
    if (source.parameters.queryScale.size() > 0) {
        const auto scaleOf = [&](const Vector &scale) {
            return scale.segment(source.head * query.cols(), query.cols()).asDiagonal();
        };
        first = first * scaleOf(source.parameters.queryScale);
        second = second * scaleOf(source.parameters.keyScale);
    }
    return {std::move(first), std::move(second)};
}

// Linformer mixes the tokens before it weighs them, so that masked ones go before that.
Matrix compressedKeys(const HeadSource &source, Matrix keys)
{
    for (std::size_t token = 0; token < source.maskedKeys.size(); ++token) {
        if (source.maskedKeys[token])
            keys.row(static_cast<Eigen::Index>(token)).setZero();
    }
    const HeadMatrices &projections = *source.parameters.keyProjection;
    return projections[projections.heads() == 1 ? 0 : source.head].leftCols(keys.rows()) * keys;
}

Matrix drawScores(const HeadSource &source, SeededRandom &random)
{
    Projections drawn = drawProjections(source, random);
    if (source.parameters.pairing)
        drawn.query *= (*source.parameters.pairing)[source.head];
    if (source.parameters.keyProjection)
        drawn.key = compressedKeys(source, std::move(drawn.key));
    return drawn.query * drawn.key.transpose();
}

// The root of the rows' mean variance of `scoreOf(query, key)` over the keys that have attention.
template <typename ScoreOf>
double spreadOf(const MatrixView &attention, ScoreOf scoreOf)
{
    double variances = 0.0;
    int rows = 0;
    for (Eigen::Index query = 0; query < attention.rows(); ++query) {
        double sum = 0.0;
        double squares = 0.0;
        int keys = 0;
        for (Eigen::Index key = 0; key < attention.cols(); ++key) {
            if (attention(query, key) == 0.0F)
                continue;
            const double score = scoreOf(query, key);
            sum += score;
            squares += score * score;
            ++keys;
        }
        if (keys < 2)
            continue;
        variances += std::max(0.0, squares / keys - sum * sum / keys / keys);
        ++rows;
    }
    return rows == 0 ? 0.0 : std::sqrt(variances / rows);
}

void spreadAs(const MatrixView &own, Matrix &scores)
{
    const double drawn = spreadOf(own, [&](Eigen::Index query, Eigen::Index key) { return scores(query, key); });
    scores *= static_cast<float>(drawn > 0.0 ? rowSpread(own) / drawn : 0.0);
}

// A pair without any attention is one that a mask forbids.
Matrix attentionOf(const MatrixView &own, Matrix scores)
{
    scores.array() = (own.array() == 0.0F).select(-std::numeric_limits<float>::infinity(), scores.array());
    softmaxRows(scores.data(), static_cast<int>(scores.rows()), static_cast<int>(scores.cols()));
    return scores;
}

bool hasWhatIsDrawn(const EncoderTrace &own)
{
    return !own.layers.empty() && !own.layers.front().query.isEmpty() && !own.layers.front().key.isEmpty() &&
           !own.layers.front().attention.isEmpty();
}

}  // namespace

const NullSpectra *drawsOf(SpectrumBaseline baseline, const AnalysisSnapshot &snapshot)
{
    switch (baseline) {
    case SpectrumBaseline::ShuffledTokens: break;
    case SpectrumBaseline::RandomProjections: return snapshot.drawnSpectra.get();
    case SpectrumBaseline::PermutedRows: return snapshot.permutedSpectra.get();
    }
    return nullptr;
}

std::vector<TokenId> shuffledIds(const TokenizedText &text)
{
    std::vector<TokenId> ids;
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < text.tokens.size(); ++place) {
        ids.push_back(text.tokens[place].id);
        if (!text.tokens[place].isSpecial())
            places.push_back(place);
    }
    SeededRandom random(orderSeed);
    for (std::size_t left = places.size(); left > 1; --left)  // Fisher and Yates
        std::swap(ids[places[left - 1]], ids[places[random.below(left)]]);
    return ids;
}

bool canDrawProjections(const ModelConfig &config)
{
    return config.type != ModelType::Lama && mechanismOf(config.attention).hasScores();
}

DrawnHead drawHead(const DrawnPass &pass, HeadRef head, SeededRandom &random)
{
    const auto layer = static_cast<std::size_t>(head.layer.value);
    const HeadSource source{mechanismOf(pass.model.config.attention), pass.model.attentionParameters[layer],
                            pass.own.layers[layer], pass.maskedKeys, head.head.value};
    const MatrixView own = source.own.attention[source.head];
    DrawnHead drawn{.scores = drawScores(source, random), .attention = {}};
    spreadAs(own, drawn.scores);
    drawn.attention = attentionOf(own, drawn.scores);
    return drawn;
}

double rowSpread(const MatrixView &attention)
{
    return spreadOf(attention, [&](Eigen::Index query, Eigen::Index key) {
        return std::log(static_cast<double>(attention(query, key)));
    });
}

Result<NullSpectra> projectionNull(const DrawnPass &pass, std::vector<HeadRef> heads, const NullOptions &options,
                                   const StopToken &stop)
{
    if (heads.empty() || !hasWhatIsDrawn(pass.own))
        return NullSpectra();
    const HeadMatrices &maps = pass.own.layers.front().attention;
    const std::vector<HeadRef> drawn = heads;
    const auto draw = [&](int index, SeededRandom &random, DoubleMatrix &map) {
        map = drawHead(pass, drawn[static_cast<std::size_t>(index)], random).attention.cast<double>();
    };
    return nullSpectra(std::move(heads), maps.rows(), maps.columns(), draw, options, stop);
}

}  // namespace core
