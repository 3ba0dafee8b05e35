#include "core/model/lama.h"

#include "core/ops/activation.h"
#include "core/ops/low_rank.h"
#include "core/ops/softmax.h"

#include <algorithm>
#include <limits>

namespace core {
namespace {

GruDirection gruDirection(const TensorSource &tensors, const std::string &suffix)
{
    return GruDirection({.weightInput = tensors.matrix("gru.weight_ih_l0" + suffix),
                         .weightHidden = tensors.matrix("gru.weight_hh_l0" + suffix),
                         .biasInput = tensors.vector("gru.bias_ih_l0" + suffix),
                         .biasHidden = tensors.vector("gru.bias_hh_l0" + suffix)});
}

std::optional<Matrix> learnedContext(const ModelConfig &config, const TensorSource &tensors)
{
    if (config.context != LamaContext::Learned)
        return std::nullopt;
    const std::vector<float> context = tensors.vector("attention.context");
    return Matrix(MatrixView(context.data(), 1, static_cast<Eigen::Index>(context.size())));
}

// Each column divided by its length over the heads; a column of zeros stays zero instead of becoming 0/0.
void normalizeColumns(Matrix &values)
{
    constexpr float smallestNorm = 1e-12F;
    for (Eigen::Index column = 0; column < values.cols(); ++column)
        values.col(column) /= std::max(values.col(column).norm(), smallestNorm);
}

// The heads are the rows of the sentence matrix, m x 2*hidden.
void ablateHeads(const HeadAblation &ablation, Matrix &sentence)
{
    for (int head = 0; head < sentence.rows(); ++head) {
        if (!ablation.scope.contains({{0}, {head}}))
            continue;
        if (ablation.usesMeans)
            sentence.row(head) = ablation.means->front().row(head);
        else
            sentence.row(head).setZero();
    }
}

}  // namespace

Lama::Lama(const ModelConfig &config, const TensorSource &tensors)
    : m_embeddings(tensors.matrix("embeddings.weight")), m_forward(gruDirection(tensors, "")),
      m_backward(gruDirection(tensors, "_reverse")), m_learnedContext(learnedContext(config, tensors)),
      m_contextFactor(tensors.matrix("attention.P")), m_tokenFactor(tensors.matrix("attention.Q")),
      m_classifier(linear(tensors, "classifier.out"))
{
    if (config.hasTokenMlp)
        m_tokenMlp = linear(tensors, "attention.token_mlp");
    if (config.classifierHiddenSize > 0)
        m_classifierHidden = linear(tensors, "classifier.dense", Activation::Relu);
}

Result<ForwardTrace> Lama::forward(std::span<const TokenId> ids, const ForwardOptions &options, const StopToken &stop) const
{
    if (ids.empty())
        return withoutWords();
    Matrix words(static_cast<Eigen::Index>(ids.size()), m_embeddings.cols());
    for (Eigen::Index word = 0; word < words.rows(); ++word)
        words.row(word) = m_embeddings.row(ids[word].value);

    LamaTrace trace;
    trace.states = states(words);
    if (stop.stop_requested())
        return cancelled();
    const Matrix context = m_learnedContext ? *m_learnedContext : Matrix(trace.states.colwise().mean());
    trace.headGain = (context * m_contextFactor).transpose();
    trace.scores = scores(trace.states, trace.headGain);
    trace.attention = trace.scores;
    for (std::size_t word = 0; word < options.maskedKeys.size(); ++word) {
        if (options.maskedKeys[word])
            trace.attention.col(static_cast<Eigen::Index>(word)).setConstant(-std::numeric_limits<float>::infinity());
    }
    softmaxRows(trace.attention.data(), static_cast<int>(trace.attention.rows()), static_cast<int>(trace.attention.cols()));
    if (options.truncation.isActive())
        limitRank({trace.attention.data(), trace.attention.rows(), trace.attention.cols()}, options.truncation.rank);
    trace.sentence = trace.attention * trace.states;
    ablateHeads(options.mask.ablation, trace.sentence);
    Matrix logits = classify(trace.sentence);
    if (!trace.scores.allFinite() || !trace.sentence.allFinite() || !logits.allFinite())
        return badInput("the pass overflows: its scores, sentence or logits are not finite numbers");
    return ForwardTrace{std::move(trace), std::move(logits)};
}

// Every head is there, over no column.
ForwardTrace Lama::withoutWords() const
{
    LamaTrace trace;
    trace.states.resize(0, 2 * static_cast<Eigen::Index>(m_forward.hiddenSize()));
    trace.scores.resize(m_contextFactor.cols(), 0);
    trace.attention.resize(m_contextFactor.cols(), 0);
    return ForwardTrace{std::move(trace), {}};
}

// H, words x 2*hidden: the forward states on the left, the backward ones on the right.
Matrix Lama::states(const Matrix &words) const
{
    Matrix states(words.rows(), 2 * static_cast<Eigen::Index>(m_forward.hiddenSize()));
    m_forward.run(words, GruDirection::Order::Forward, 0, states);
    m_backward.run(words, GruDirection::Order::Backward, m_forward.hiddenSize(), states);
    return states;
}

// F, m x words.
Matrix Lama::scores(const Matrix &states, const Vector &headGain) const
{
    Matrix tokens = states;
    if (m_tokenMlp) {
        m_tokenMlp->apply(states, tokens);
        tanhInPlace(tokens.data(), static_cast<std::size_t>(tokens.size()));
    }
    Matrix products = (tokens * m_tokenFactor).transpose();
    products.array().colwise() *= headGain.array();
    tanhInPlace(products.data(), static_cast<std::size_t>(products.size()));
    normalizeColumns(products);
    return products;
}

Matrix Lama::classify(const Matrix &sentence) const
{
    Matrix features = MatrixView(sentence.data(), 1, sentence.size());
    if (m_classifierHidden) {
        Matrix hidden;
        m_classifierHidden->apply(features, hidden);
        features = std::move(hidden);
    }
    Matrix logits;
    m_classifier.apply(features, logits);
    return logits;
}

std::optional<LinearClassifier> linearClassifier(const ModelConfig &config, const TensorSource &tensors)
{
    if (config.classifierHiddenSize > 0)
        return std::nullopt;
    const std::vector<float> bias = tensors.vector("classifier.out.bias");
    return LinearClassifier{.weight = tensors.matrix("classifier.out.weight"),
                            .bias = Eigen::Map<const Vector>(bias.data(), static_cast<Eigen::Index>(bias.size()))};
}

}  // namespace core
