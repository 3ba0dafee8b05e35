#include "core/importance/gradient_measures.h"

#include "core/analysis/importance/gauss_legendre.h"
#include "core/base/parallel_for.h"
#include "core/format/mechanism/attention_mechanism.h"
#include "core/importance/importance_target.h"
#include "core/model/gradient/output_gradient.h"
#include "core/model/model_inputs.h"
#include "core/model/network_inputs.h"

#include <algorithm>
#include <cassert>
#include <optional>

namespace core {
namespace {

std::span<const float> firstRow(const Matrix &logits)
{
    return {logits.data(), static_cast<std::size_t>(logits.cols())};
}

// Passes that keep nothing and give the one row of logits that the target is in.
ForwardOptions optionsOf(const ImportancePass &pass, const ImportanceTarget &target)
{
    const bool isGuess = predictsPieces(pass.model.config.task);
    return {.kept = KeptTensors::none(),
            .maskedKeys = maskedKeys(pass.masksSpecialTokens, pass.text),
            .predictedPositions = isGuess ? std::vector{target.row} : std::vector<int>(),
            .mask = pass.mask};
}

GradientRequest requestOf(const ImportancePass &pass, const ImportanceTarget &target)
{
    const auto ofTarget = [&model = pass.model, target](const Matrix &logits) {
        const std::vector<float> gradient = targetGradient(model, firstRow(logits), target);
        return Matrix(MatrixView(gradient.data(), 1, static_cast<Eigen::Index>(gradient.size())));
    };
    return {.options = optionsOf(pass, target), .logitGradient = ofTarget};
}

Eigen::VectorXd productsOfRows(const Matrix &left, const Matrix &right)
{
    return (left.cast<double>().array() * right.cast<double>().array()).rowwise().sum();
}

std::vector<double> valuesOf(const Eigen::VectorXd &vector)
{
    return {vector.begin(), vector.end()};
}

Result<TokenId> baselinePiece(const LoadedModel &model, GradientBaseline baseline)
{
    if (baseline == GradientBaseline::Pad)
        return TokenId{model.config.paddingId};
    if (const std::optional<TokenId> mask = model.tokenizer->maskToken())
        return *mask;
    return badInput("the vocabulary has no [MASK] for integrated gradients to begin with");
}

// What enters the network where the words are those of the baseline.
Result<Matrix> baselineInputs(const ImportancePass &pass, GradientBaseline baseline)
{
    const std::vector<Token> &tokens = pass.text.tokens;
    std::vector<TokenId> ids = tokenIds(pass.text);
    if (baseline != GradientBaseline::Zero) {
        const Result<TokenId> piece = baselinePiece(pass.model, baseline);
        if (!piece)
            return piece.error();
        for (std::size_t token = 0; token < ids.size(); ++token)
            ids[token] = tokens[token].isSpecial() ? ids[token] : *piece;
        return inputEmbeddings(pass.model, ids);
    }
    Matrix inputs = inputsWithoutWords(pass.model, static_cast<int>(ids.size()));
    const Matrix withWords = inputEmbeddings(pass.model, ids);
    for (std::size_t token = 0; token < ids.size(); ++token) {
        if (tokens[token].isSpecial())
            inputs.row(static_cast<Eigen::Index>(token)) = withWords.row(static_cast<Eigen::Index>(token));
    }
    return inputs;
}

Result<double> valueAt(const ImportancePass &pass, const ImportanceTarget &target, const Matrix &inputs,
                       const StopToken &stop)
{
    const Result<ForwardTrace> trace = forwardFromInputs(pass.model, inputs, optionsOf(pass, target), stop);
    if (!trace)
        return trace.error();
    return targetValue(pass.model, firstRow(trace->logits), target);
}

// A row for each node: its share of the integral, token by token.
Result<DoubleMatrix> integrands(const ImportancePass &pass, const GradientRequest &request, const Matrix &baseline,
                                const Matrix &way, std::span<const QuadratureNode> nodes, const StopToken &stop)
{
    DoubleMatrix shares(static_cast<Eigen::Index>(nodes.size()), way.rows());
    std::vector<std::optional<Error>> failures(nodes.size());
    parallelFor(static_cast<int>(nodes.size()), worthAllCores, [&](int index) {
        const QuadratureNode &node = nodes[static_cast<std::size_t>(index)];
        const Matrix inputs = baseline + static_cast<float>(node.place) * way;
        const Result<GradientTrace> gradient = outputGradient(pass.model, inputs, request, stop);
        if (gradient)
            shares.row(index) = node.weight * productsOfRows(way, gradient->inputs);
        else
            failures[static_cast<std::size_t>(index)] = gradient.error();
    });
    const auto failure = std::ranges::find_if(failures, [](const auto &error) { return error.has_value(); });
    if (failure != failures.end())
        return **failure;
    return shares;
}

// B of one layer, n x n.
DoubleMatrix positiveShare(const HeadMatrices &attention, const HeadMatrices &gradient)
{
    DoubleMatrix share = DoubleMatrix::Zero(attention.rows(), attention.columns());
    for (int head = 0; head < attention.heads(); ++head)
        share += (attention[head].cast<double>().array() * gradient[head].cast<double>().array()).max(0.0).matrix();
    return share / attention.heads();
}

}  // namespace

Result<std::vector<double>> gradientTimesInput(const ImportancePass &pass, const ImportanceTarget &target,
                                               const StopToken &stop)
{
    const Matrix inputs = inputEmbeddings(pass.model, tokenIds(pass.text));
    const Result<GradientTrace> gradient = outputGradient(pass.model, inputs, requestOf(pass, target), stop);
    if (!gradient)
        return gradient.error();
    return valuesOf(productsOfRows(inputs, gradient->inputs));
}

Result<IntegratedGradients> integratedGradients(const ImportancePass &pass, const ImportanceTarget &target,
                                                const ImportanceOptions &options, const StopToken &stop)
{
    const Result<Matrix> baseline = baselineInputs(pass, options.baseline);
    if (!baseline)
        return baseline.error();
    const Matrix way = inputEmbeddings(pass.model, tokenIds(pass.text)) - *baseline;
    const Result<double> start = valueAt(pass, target, *baseline, stop);
    if (!start)
        return start.error();
    const std::vector<QuadratureNode> nodes = gaussLegendre(options.steps);
    const Result<DoubleMatrix> shares = integrands(pass, requestOf(pass, target), *baseline, way, nodes, stop);
    if (!shares)
        return shares.error();
    const Eigen::VectorXd sums = shares->colwise().sum();
    return IntegratedGradients{.values = valuesOf(sums),
                               .completeness = {.sum = sums.sum(), .difference = targetValue(pass, target) - *start}};
}

Result<std::vector<double>> attentionGradient(const ImportancePass &pass, const ImportanceTarget &target,
                                              const StopToken &stop)
{
    assert(absenceOfAttentionGradient(pass.model.config).empty());
    GradientRequest request = requestOf(pass, target);
    request.wantsAttention = true;
    const Matrix inputs = inputEmbeddings(pass.model, tokenIds(pass.text));
    const Result<GradientTrace> gradient = outputGradient(pass.model, inputs, request, stop);
    if (!gradient)
        return gradient.error();
    // Only the row that is read, from the last layer down: r (I + B_L) ... (I + B_1).
    Eigen::RowVectorXd row = Eigen::RowVectorXd::Unit(inputs.rows(), target.row);
    for (std::size_t layer = gradient->attention.size(); layer-- > 0;)
        row += (row * positiveShare(gradient->attention[layer], gradient->ofAttention[layer])).eval();
    row(target.row) -= 1;
    return std::vector<double>(row.begin(), row.end());
}

std::string absenceOfAttentionGradient(const ModelConfig &config)
{
    if (config.type == ModelType::Lama)
        return "the heads of LAMA attend from a context, not from a token";
    const AttentionMechanism &mechanism = mechanismOf(config.attention);
    return mechanism.hasScores() && mechanism.columns == AttentionColumns::Tokens
               ? ""
               : "this attention has no softmax over the text's tokens";
}

}  // namespace core
