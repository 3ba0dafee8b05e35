#include "core/model/network_inputs.h"

#include "core/model/encoder.h"
#include "core/model/lama.h"
#include "core/model/stored_attention.h"

#include <utility>

namespace core {

Matrix inputEmbeddings(const LoadedModel &model, std::span<const TokenId> ids)
{
    return std::visit([ids](const auto &network) { return network->inputs(ids); }, model.network);
}

Matrix inputsWithoutWords(const LoadedModel &model, int tokens)
{
    if (const auto *encoder = std::get_if<std::shared_ptr<const Encoder>>(&model.network))
        return (*encoder)->parts().positionEmbeddings.topRows(tokens);
    return Matrix::Zero(tokens, model.config.embeddingSize);
}

Result<ForwardTrace> forwardFromInputs(const LoadedModel &model, Matrix inputs, const ForwardOptions &options,
                                       const StopToken &stop)
{
    if (const auto checked = checkPass(model, static_cast<std::size_t>(inputs.rows()), options); !checked)
        return checked.error();
    return std::visit([&](const auto &network) { return network->forwardFromInputs(std::move(inputs), options, stop); },
                      model.network);
}

}  // namespace core
