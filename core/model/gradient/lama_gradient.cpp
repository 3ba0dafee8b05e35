#include "core/model/gradient/lama_gradient.h"

#include "core/model/lama_attention.h"
#include "core/ops/activation.h"

#include <algorithm>
#include <utility>

namespace core {
namespace {

// Letters as in lama.h.

// dy / dS, m x D. Nothing comes back to heads whose part of S was replaced.
Matrix sentenceGradient(const LamaParts &parts, const Matrix &sentence, const HeadAblation &ablation, const Matrix &gradient)
{
    Matrix features;
    parts.classifier.transposed().apply(gradient, features);
    if (parts.classifierHidden) {
        Matrix hidden;
        parts.classifierHidden->apply(MatrixView(sentence.data(), 1, sentence.size()), hidden);
        multiplyByDerivative(Activation::Relu, hidden.data(), valueCount(hidden), features.data());
        parts.classifierHidden->transposed().apply(Matrix(features), features);
    }
    Matrix result = MatrixView(features.data(), sentence.rows(), sentence.cols());
    for (int head = 0; head < result.rows(); ++head) {
        if (ablation.scope.contains({{0}, {head}}))
            result.row(head).setZero();
    }
    return result;
}

// Back through f = g / ||g||, column by column: dg = (df - f <f, df>) / ||g||.
void normalizeColumnsGradient(const Matrix &products, Matrix &gradient)
{
    for (Eigen::Index column = 0; column < gradient.cols(); ++column) {
        const float norm = std::max(products.col(column).norm(), smallestColumnNorm);
        const Vector unit = products.col(column) / norm;
        gradient.col(column) = (gradient.col(column) - unit * unit.dot(gradient.col(column))) / norm;
    }
}

// From dy / df, m x n, adds to dy / dH.
void addScoresGradient(const Lama &lama, const LamaTrace &trace, Matrix gradient, Matrix &stateGradient)
{
    const LamaParts &parts = lama.parts();
    const Matrix tokens = lama.tokens(trace.states);
    const Matrix projected = (tokens * parts.tokenFactor).transpose();  // u~, m x n
    Matrix products = projected.array().colwise() * trace.headGain.array();
    tanhInPlace(products.data(), valueCount(products));
    normalizeColumnsGradient(products, gradient);
    multiplyByTanhDerivative(products.data(), valueCount(products), gradient.data());
    const Vector gainGradient = (gradient.array() * projected.array()).rowwise().sum();
    gradient.array().colwise() *= trace.headGain.array();
    Matrix tokenGradient = gradient.transpose() * parts.tokenFactor.transpose();
    if (parts.tokenMlp) {
        multiplyByTanhDerivative(tokens.data(), valueCount(tokens), tokenGradient.data());
        parts.tokenMlp->transposed().apply(Matrix(tokenGradient), tokenGradient);
    }
    stateGradient += tokenGradient;
    if (!parts.learnedContext) {
        const Vector contextGradient = parts.contextFactor * gainGradient;
        stateGradient.rowwise() += contextGradient.transpose() / static_cast<float>(stateGradient.rows());
    }
}

Matrix wordGradient(const LamaParts &parts, const Matrix &words, const Matrix &states, const Matrix &stateGradient)
{
    Matrix gradient = Matrix::Zero(words.rows(), words.cols());
    parts.forward.addGradient({words, GruDirection::Order::Forward, 0, states}, stateGradient, gradient);
    parts.backward.addGradient({words, GruDirection::Order::Backward, parts.forward.hiddenSize(), states}, stateGradient,
                               gradient);
    return gradient;
}

}  // namespace

Result<GradientTrace> outputGradient(const Lama &lama, const Matrix &words, const GradientRequest &request,
                                     const StopToken &stop)
{
    auto pass = lama.forwardFromInputs(words, request.options, stop);
    if (!pass)
        return pass.error();
    if (stop.stop_requested())
        return cancelled();
    const auto &trace = std::get<LamaTrace>(pass->network);
    const Matrix sentence =
        sentenceGradient(lama.parts(), trace.sentence, request.options.mask.ablation, request.logitGradient(pass->logits));
    Matrix states = trace.attention.transpose() * sentence;
    addScoresGradient(lama, trace, lamaAttentionGradient(trace.scores, request.options, sentence * trace.states.transpose()),
                      states);
    return GradientTrace{.logits = std::move(pass->logits),
                         .inputs = wordGradient(lama.parts(), words, trace.states, states),
                         .attention = {},
                         .ofAttention = {}};
}

}  // namespace core
