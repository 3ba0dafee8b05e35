#include "core/model/lama_parts.h"

#include "core/model/tensor_source.h"

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

}  // namespace

LamaParts readLamaParts(const ModelConfig &config, const TensorSource &tensors)
{
    LamaParts parts{.embeddings = tensors.matrix("embeddings.weight"),
                    .forward = gruDirection(tensors, ""),
                    .backward = gruDirection(tensors, "_reverse"),
                    .learnedContext = learnedContext(config, tensors),
                    .tokenMlp = {},
                    .contextFactor = tensors.matrix("attention.P"),
                    .tokenFactor = tensors.matrix("attention.Q"),
                    .classifierHidden = {},
                    .classifier = linear(tensors, "classifier.out")};
    if (config.hasTokenMlp)
        parts.tokenMlp = linear(tensors, "attention.token_mlp");
    if (config.classifierHiddenSize > 0)
        parts.classifierHidden = linear(tensors, "classifier.dense", Activation::Relu);
    return parts;
}

}  // namespace core
