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

// logits = classifier(tanh(pooler(first row))), and back.
OutputAndGradient throughHead(const ClassificationHead &head, const Matrix &hidden, const GradientRequest &request)
{
    OutputAndGradient result;
    Matrix pooled;
    head.pooler.apply(hidden.topRows(1), pooled);
    tanhInPlace(pooled.data(), valueCount(pooled));
    head.classifier.apply(pooled, result.logits);

    Matrix pooledGradient;
    head.classifier.transposed().apply(request.logitGradient(result.logits), pooledGradient);
    multiplyByTanhDerivative(pooled.data(), valueCount(pooled), pooledGradient.data());
    Matrix first;
    head.pooler.transposed().apply(pooledGradient, first);
    result.hidden = Matrix::Zero(hidden.rows(), hidden.cols());
    result.hidden.row(0) = first;
    return result;
}

// logits = decoder(LayerNorm(activation(transform(rows)))) for each row, or for those that are asked for, and back.
OutputAndGradient throughHead(const MaskedLanguageModelHead &head, const Matrix &hidden, const GradientRequest &request)
{
    const std::vector<int> &positions = request.options.predictedPositions;
    OutputAndGradient result;
    Matrix transformed;  // before the activation
    head.transform.applyBeforeActivation(positions.empty() ? hidden : Matrix(hidden(positions, Eigen::all)), transformed);
    Matrix activated = transformed;
    activateInPlace(head.transform.activation(), activated.data(), valueCount(activated));
    Matrix normalized = activated;
    normalizeRows(head.norm, normalized);
    head.decoder.apply(normalized, result.logits);

    Matrix gradient;
    head.decoder.transposed().apply(request.logitGradient(result.logits), gradient);
    normalizeRowsGradient(head.norm, activated, gradient);
    multiplyByDerivative(head.transform.activation(), transformed.data(), valueCount(transformed), gradient.data());
    Matrix rows;
    head.transform.transposed().apply(gradient, rows);
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
    return parts.classificationHead ? throughHead(*parts.classificationHead, hidden, request)
                                    : throughHead(*parts.maskedLanguageModelHead, hidden, request);
}

}  // namespace

Result<GradientTrace> outputGradient(const Encoder &encoder, const Matrix &inputs, const GradientRequest &request,
                                     const StopToken &stop)
{
    const EncoderParts &parts = encoder.parts();
    Matrix hidden = inputs;
    normalizeRows(parts.embeddingNorm, hidden);
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
    normalizeRowsGradient(parts.embeddingNorm, inputs, gradient);
    trace.inputs = std::move(gradient);
    for (int layer = 0; layer < static_cast<int>(trace.ofAttention.size()); ++layer)
        trace.attention.push_back(trace.ofAttention[layer].isEmpty() ? HeadMatrices() : pass.takeMap(layer));
    return trace;
}

}  // namespace core
