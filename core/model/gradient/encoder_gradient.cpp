#include "core/model/gradient/encoder_gradient.h"

#include "core/model/gradient/recorded_pass.h"
#include "core/ops/activation.h"

#include <fmt/core.h>

#include <utility>

namespace core {
namespace {

struct OutputAndGradient {
    Matrix logits;
    Matrix hidden;  // dy / dhidden, n x D
};

// gradient *= the step's derivative, given its inputs.
void multiplyByStepDerivative(HeadStep step, Matrix inputs, Matrix &gradient)
{
    switch (step) {
    case HeadStep::None: break;
    case HeadStep::Tanh:
        tanhInPlace(inputs.data(), valueCount(inputs));
        multiplyByTanhDerivative(inputs.data(), valueCount(inputs), gradient.data());
        break;
    case HeadStep::Gelu: multiplyByDerivative(Activation::Gelu, inputs.data(), valueCount(inputs), gradient.data()); break;
    case HeadStep::Relu: multiplyByDerivative(Activation::Relu, inputs.data(), valueCount(inputs), gradient.data()); break;
    }
}

// logits = classifier(step(pooler(one row))), and back.
OutputAndGradient throughHead(const ClassificationHead &head, const Matrix &hidden, const GradientRequest &request)
{
    OutputAndGradient result;
    const Eigen::Index row = readRow(head, hidden);
    Matrix pooled = hidden.row(row);
    if (head.pooler)
        head.pooler->apply(Matrix(pooled), pooled);
    Matrix stepped = pooled;
    takeStep(head.step, stepped);
    head.classifier.apply(stepped, result.logits);

    Matrix gradient;
    head.classifier.transposed().apply(request.logitGradient(result.logits), gradient);
    multiplyByStepDerivative(head.step, pooled, gradient);
    if (head.pooler)
        head.pooler->transposed().apply(Matrix(gradient), gradient);
    result.hidden = Matrix::Zero(hidden.rows(), hidden.cols());
    result.hidden.row(row) = gradient;
    return result;
}

// logits = decoder(LayerNorm(activation(transform(rows)))) for each row, or for those that are asked for, and back. A causal model
// has the decoder alone.
OutputAndGradient throughHead(const LanguageModelHead &head, const Matrix &hidden, const GradientRequest &request)
{
    const std::vector<int> &positions = request.options.predictedPositions;
    OutputAndGradient result;
    const Matrix read = positions.empty() ? hidden : Matrix(hidden(positions, Eigen::all));
    Matrix transformed;  // before the activation
    Matrix activated;
    Matrix decoded = read;
    if (head.transform) {
        head.transform->dense.applyBeforeActivation(read, transformed);
        activated = transformed;
        activateInPlace(head.transform->dense.activation(), activated.data(), valueCount(activated));
        decoded = activated;
        normalizeRows(head.transform->norm, decoded);
    }
    head.decoder.apply(decoded, result.logits);

    Matrix rows;
    head.decoder.transposed().apply(request.logitGradient(result.logits), rows);
    if (head.transform) {
        const Linear &dense = head.transform->dense;
        normalizeRowsGradient(head.transform->norm, activated, rows);
        multiplyByDerivative(dense.activation(), transformed.data(), valueCount(transformed), rows.data());
        dense.transposed().apply(Matrix(rows), rows);
    }
    if (positions.empty()) {
        result.hidden = std::move(rows);
        return result;
    }
    result.hidden = Matrix::Zero(hidden.rows(), hidden.cols());
    for (std::size_t index = 0; index < positions.size(); ++index)
        result.hidden.row(positions[index]) += rows.row(static_cast<Eigen::Index>(index));
    return result;
}

OutputAndGradient throughHead(const EncoderParts &parts, const Matrix &hidden, const GradientRequest &request)
{
    Matrix normalized = hidden;
    if (parts.lastNorm)
        normalizeRows(*parts.lastNorm, normalized);
    OutputAndGradient result = parts.classificationHead ? throughHead(*parts.classificationHead, normalized, request)
                                                        : throughHead(*parts.languageModelHead, normalized, request);
    if (parts.lastNorm)
        normalizeRowsGradient(*parts.lastNorm, hidden, result.hidden);
    return result;
}

// gradient: dy / d(embeddings), n x D, of these inputs; replaced by dy / dinputs, n x E.
void backThroughEmbeddings(const EncoderParts &parts, const Matrix &inputs, Matrix &gradient)
{
    if (parts.embeddingProjection)
        parts.embeddingProjection->transposed().apply(Matrix(gradient), gradient);
    if (parts.embeddingNorm)
        normalizeRowsGradient(*parts.embeddingNorm, inputs, gradient);
}

}  // namespace

Result<GradientTrace> outputGradient(const Encoder &encoder, const Matrix &inputs, const GradientRequest &request,
                                     const StopToken &stop)
{
    const EncoderParts &parts = encoder.parts();
    Matrix hidden = embeddingsOf(parts, inputs);
    RecordedPass pass(parts, static_cast<int>(inputs.rows()), request.options);
    for (int layer = 0; layer < pass.layers(); ++layer) {
        if (stop.stop_requested())
            return cancelled();
        pass.forth(layer, hidden);
    }
    auto [logits, gradient] = throughHead(parts, hidden, request);
    if (!logits.allFinite())
        return badInput("the pass overflows: its logits are not finite numbers");
    GradientTrace trace{.logits = std::move(logits), .inputs = {}, .attention = {}, .ofAttention = {}};
    if (request.wantsAttention)
        trace.ofAttention.resize(pass.layers());
    for (int layer = pass.layers() - 1; layer >= 0; --layer) {
        if (stop.stop_requested())
            return cancelled();
        pass.back(layer, gradient, request.wantsAttention ? &trace.ofAttention[layer] : nullptr);
    }
    backThroughEmbeddings(parts, inputs, gradient);
    trace.inputs = std::move(gradient);
    for (int layer = 0; layer < static_cast<int>(trace.ofAttention.size()); ++layer)
        trace.attention.push_back(trace.ofAttention[layer].isEmpty() ? HeadMatrices() : pass.takeMap(layer));
    return trace;
}

}  // namespace core
