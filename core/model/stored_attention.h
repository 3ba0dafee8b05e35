#pragma once

#include "core/base/result.h"
#include "core/base/stop.h"
#include "core/format/maps/attention_maps.h"
#include "core/model/forward_options.h"
#include "core/text/token.h"

#include <span>

namespace core {

// A network of which nothing but the attention to one text is known. Its passes give that, whatever they are asked to keep.
class StoredAttention
{
public:
    explicit StoredAttention(std::vector<HeadMatrices> layers);

    // ids: as many as the maps have tokens. Without masks and cut ranks, which checkPass() refuses.
    Result<ForwardTrace> forward(std::span<const TokenId> ids, const ForwardOptions &options, const StopToken &stop) const;
    // What would have entered it is not known: n x 0, of which there is no pass.
    Matrix inputs(std::span<const TokenId> ids) const;
    Result<ForwardTrace> forwardFromInputs(const Matrix &inputs, const ForwardOptions &options, const StopToken &stop) const;

private:
    std::vector<HeadMatrices> m_layers;
};

}  // namespace core
