#include "core/model/gradient/output_gradient.h"

#include "core/format/mechanism/attention_mechanism.h"
#include "core/model/gradient/encoder_gradient.h"
#include "core/model/gradient/lama_gradient.h"
#include "core/model/stored_attention.h"

#include <fmt/core.h>

namespace core {
namespace {

// Every layer's record stays until the way back, and the maps with their gradients where they are asked for.
std::size_t estimateRecordBytes(const ModelConfig &config, std::size_t tokens, bool wantsAttention)
{
    const MapShapes maps = mechanismOf(config.attention).shapes(config, tokens);
    const std::size_t width = std::size_t{1} * config.heads * config.headSize;
    const std::size_t rows = tokens * (6 * width + 2 * config.hiddenSize + config.intermediateSize);
    const std::size_t heads = config.heads;
    const std::size_t kept = wantsAttention ? 3 : 1;
    return sizeof(float) * config.layers * (rows + heads * (maps.mixed + kept * maps.unkept.size()));
}

// checkGradient() has refused it, as an encoder alone.
Result<GradientTrace> outputGradient(const StoredAttention &, const Matrix &, const GradientRequest &, const StopToken &)
{
    return badInput("stored maps have no output that a gradient could be of");
}

Result<void> checkGradient(const LoadedModel &model, std::size_t tokens, const GradientRequest &request)
{
    if (model.config.task == ModelTask::EncoderOnly)
        return badInput(fmt::format("{} has no output that a gradient could be of: it is an encoder alone", model.name));
    if (request.options.truncation.isActive())
        return badInput("attention that is cut to a rank has no gradient here; run the pass without the cut");
    if (const auto checked = checkPass(model, tokens, request.options); !checked)
        return checked.error();
    if (tokens == 0)
        return badInput(fmt::format("the text has no word that {} knows, so its output has no gradient", model.name));
    if (model.config.type == ModelType::Lama)
        return {};
    return checkTraceBytes(tokens, estimateRecordBytes(model.config, tokens, request.wantsAttention));
}

}  // namespace

Result<GradientTrace> outputGradient(const LoadedModel &model, const Matrix &inputs, const GradientRequest &request,
                                     const StopToken &stop)
{
    if (const auto checked = checkGradient(model, static_cast<std::size_t>(inputs.rows()), request); !checked)
        return checked.error();
    auto trace =
        std::visit([&](const auto &network) { return outputGradient(*network, inputs, request, stop); }, model.network);
    if (trace && !trace->inputs.allFinite())
        return badInput("the gradient overflows: it is not finite numbers");
    return trace;
}

}  // namespace core
