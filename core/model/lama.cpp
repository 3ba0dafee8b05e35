#include "core/model/lama.h"

#include "core/model/lama_attention.h"
#include "core/ops/activation.h"
#include "core/ops/low_rank.h"

#include <algorithm>

namespace core {
namespace {

// Each column divided by its length over the heads; a column of zeros stays zero instead of becoming 0/0.
void normalizeColumns(Matrix &values)
{
    for (Eigen::Index column = 0; column < values.cols(); ++column)
        values.col(column) /= std::max(values.col(column).norm(), smallestColumnNorm);
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

Lama::Lama(const ModelConfig &config, const TensorSource &tensors) : m_parts(readLamaParts(config, tensors)) {}

Result<ForwardTrace> Lama::forward(std::span<const TokenId> ids, const ForwardOptions &options, const StopToken &stop) const
{
    return forwardFromInputs(inputs(ids), options, stop);
}

Matrix Lama::inputs(std::span<const TokenId> ids) const
{
    Matrix words(static_cast<Eigen::Index>(ids.size()), m_parts.embeddings.cols());
    for (Eigen::Index word = 0; word < words.rows(); ++word)
        words.row(word) = m_parts.embeddings.row(ids[word].value);
    return words;
}

Result<ForwardTrace> Lama::forwardFromInputs(const Matrix &words, const ForwardOptions &options, const StopToken &stop) const
{
    if (words.rows() == 0)
        return withoutWords();
    LamaTrace trace;
    trace.states = states(words);
    if (stop.stop_requested())
        return cancelled();
    const Matrix context = m_parts.learnedContext ? *m_parts.learnedContext : Matrix(trace.states.colwise().mean());
    trace.headGain = (context * m_parts.contextFactor).transpose();
    trace.scores = scores(trace.states, trace.headGain);
    trace.attention = lamaAttention(trace.scores, options);
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
    trace.states.resize(0, 2 * static_cast<Eigen::Index>(m_parts.forward.hiddenSize()));
    trace.scores.resize(m_parts.contextFactor.cols(), 0);
    trace.attention.resize(m_parts.contextFactor.cols(), 0);
    return ForwardTrace{std::move(trace), {}};
}

// H, words x 2*hidden: the forward states on the left, the backward ones on the right.
Matrix Lama::states(const Matrix &words) const
{
    Matrix states(words.rows(), 2 * static_cast<Eigen::Index>(m_parts.forward.hiddenSize()));
    m_parts.forward.run(words, GruDirection::Order::Forward, 0, states);
    m_parts.backward.run(words, GruDirection::Order::Backward, m_parts.forward.hiddenSize(), states);
    return states;
}

Matrix Lama::tokens(const Matrix &states) const
{
    Matrix tokens = states;
    if (m_parts.tokenMlp) {
        m_parts.tokenMlp->apply(states, tokens);
        tanhInPlace(tokens.data(), static_cast<std::size_t>(tokens.size()));
    }
    return tokens;
}

// F, m x words.
Matrix Lama::scores(const Matrix &states, const Vector &headGain) const
{
    Matrix products = (tokens(states) * m_parts.tokenFactor).transpose();
    products.array().colwise() *= headGain.array();
    tanhInPlace(products.data(), static_cast<std::size_t>(products.size()));
    normalizeColumns(products);
    return products;
}

Matrix Lama::classify(const Matrix &sentence) const
{
    Matrix features = MatrixView(sentence.data(), 1, sentence.size());
    if (m_parts.classifierHidden) {
        Matrix hidden;
        m_parts.classifierHidden->apply(features, hidden);
        features = std::move(hidden);
    }
    Matrix logits;
    m_parts.classifier.apply(features, logits);
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
