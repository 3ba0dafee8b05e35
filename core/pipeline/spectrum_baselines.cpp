#include "core/pipeline/spectrum_baselines.h"

#include "core/base/parallel_for.h"
#include "core/ops/softmax.h"

#include <cmath>
#include <limits>
#include <random>
#include <utility>

namespace core {
namespace {

constexpr std::uint32_t orderSeed = 1;

double rootMeanSquare(const MatrixView &values)
{
    return values.size() == 0 ? 0.0 : std::sqrt(values.cast<double>().squaredNorm() / static_cast<double>(values.size()));
}

Matrix gaussian(Eigen::Index rows, Eigen::Index columns, std::mt19937 &random)
{
    std::normal_distribution<float> normal;
    return Matrix::NullaryExpr(rows, columns, [&](Eigen::Index, Eigen::Index) { return normal(random); });
}

// Scaled so that its root mean square is what it should be, whatever it was.
Matrix ofSize(Matrix values, double size)
{
    const double current = rootMeanSquare(viewOf(values));
    return values * static_cast<float>(current > 0.0 ? size / current : 0.0);
}

// What a drawn layer takes from the model and its own pass.
struct LayerSource {
    AttentionKind kind;
    const AttentionParameters &parameters;
    const LayerTrace &own;
    const std::vector<bool> &maskedKeys;
};

struct DrawnHead {
    Matrix query;  // n x dh
    Matrix key;    // n x dh
};

// One draw for both where one projection makes both, as in the head itself.
DrawnHead drawHead(const LayerSource &source, int head, std::mt19937 &random)
{
    const MatrixView query = source.own.query[head];
    const MatrixView key = source.own.key[head];
    const bool hasTwoProjections = source.kind == AttentionKind::Standard || source.kind == AttentionKind::Linformer;
    Matrix first = gaussian(query.rows(), query.cols(), random);
    Matrix second = hasTwoProjections ? gaussian(key.rows(), key.cols(), random) : first;
    if (source.kind == AttentionKind::Shared) {
        const auto scaleOf = [&](const Vector &scale) {
            return scale.segment(head * query.cols(), query.cols()).asDiagonal();
        };
        first = first * scaleOf(source.parameters.queryScale);
        second = second * scaleOf(source.parameters.keyScale);
    }
    return {ofSize(std::move(first), rootMeanSquare(query)), ofSize(std::move(second), rootMeanSquare(key))};
}

// Linformer mixes the tokens before it weighs them, so that masked ones go before that.
Matrix compressedKeys(const LayerSource &source, Matrix keys, int head)
{
    for (std::size_t token = 0; token < source.maskedKeys.size(); ++token) {
        if (source.maskedKeys[token])
            keys.row(static_cast<Eigen::Index>(token)).setZero();
    }
    const HeadMatrices &projections = *source.parameters.keyProjection;
    return projections[projections.heads() == 1 ? 0 : head].leftCols(keys.rows()) * keys;
}

Matrix drawScores(const LayerSource &source, int head, std::mt19937 &random)
{
    DrawnHead drawn = drawHead(source, head, random);
    if (source.parameters.pairing)
        drawn.query *= (*source.parameters.pairing)[head];
    if (source.parameters.keyProjection)
        drawn.key = compressedKeys(source, std::move(drawn.key), head);
    return drawn.query * drawn.key.transpose() / std::sqrt(static_cast<float>(drawn.query.cols()));
}

// A pair without any attention is one that a mask forbids.
void attend(const MatrixView &own, MutableMatrixView attention)
{
    attention.array() = (own.array() == 0.0F).select(-std::numeric_limits<float>::infinity(), attention.array());
    softmaxRows(attention.data(), static_cast<int>(attention.rows()), static_cast<int>(attention.cols()));
}

LayerTrace drawLayer(const LayerSource &source, std::uint32_t seed)
{
    const HeadMatrices &maps = source.own.attention;
    const int headSize = source.own.query.columns();
    LayerTrace drawn;
    drawn.scores = drawn.attention = HeadMatrices(maps.heads(), maps.rows(), maps.columns());
    parallelFor(maps.heads(), 20.0 * maps.rows() * (maps.columns() + headSize), [&](int head) {
        std::mt19937 random(seed + static_cast<std::uint32_t>(head));
        drawn.scores[head] = drawScores(source, head, random);
        drawn.attention[head] = std::as_const(drawn.scores)[head];
        attend(maps[head], drawn.attention[head]);
    });
    return drawn;
}

bool hasWhatIsDrawn(const LayerTrace &own)
{
    return !own.query.isEmpty() && !own.key.isEmpty() && !own.attention.isEmpty();
}

}  // namespace

std::vector<TokenId> shuffledIds(const TokenizedText &text)
{
    std::vector<TokenId> ids;
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < text.tokens.size(); ++place) {
        ids.push_back(text.tokens[place].id);
        if (!text.tokens[place].isSpecial())
            places.push_back(place);
    }
    std::mt19937 random(orderSeed);
    for (std::size_t left = places.size(); left > 1; --left)  // Fisher and Yates
        std::swap(ids[places[left - 1]], ids[places[random() % left]]);
    return ids;
}

bool canDrawProjections(const ModelConfig &config)
{
    return config.type != ModelType::Lama && config.attention.kind != AttentionKind::Linear;
}

Result<EncoderTrace> drawnProjections(const LoadedModel &model, const EncoderTrace &own, const std::vector<bool> &maskedKeys,
                                      const StopToken &stop)
{
    EncoderTrace drawn;
    drawn.attentionColumns = own.attentionColumns;
    for (std::size_t layer = 0; layer < own.layers.size(); ++layer) {
        if (stop.stop_requested())
            return cancelled();
        const LayerTrace &trace = own.layers[layer];
        if (!hasWhatIsDrawn(trace))
            return EncoderTrace();
        const auto seed = static_cast<std::uint32_t>(static_cast<int>(layer) * trace.attention.heads());
        drawn.layers.push_back(
            drawLayer({model.config.attention.kind, model.attentionParameters[layer], trace, maskedKeys}, seed));
    }
    return drawn;
}

}  // namespace core
