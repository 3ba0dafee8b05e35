#include "core/model/stored_attention.h"

#include <utility>

namespace core {

StoredAttention::StoredAttention(std::vector<HeadMatrices> layers) : m_layers(std::move(layers)) {}

Result<ForwardTrace> StoredAttention::forward([[maybe_unused]] std::span<const TokenId> ids, const ForwardOptions &options,
                                              const StopToken &) const
{
    assert(!m_layers.empty() && static_cast<int>(ids.size()) == m_layers.front().rows());
    EncoderTrace trace;
    trace.layers.resize(m_layers.size());
    for (std::size_t layer = 0; options.kept.attention && layer < m_layers.size(); ++layer)
        trace.layers[layer].attention = m_layers[layer];
    return ForwardTrace{std::move(trace), {}};
}

Matrix StoredAttention::inputs(std::span<const TokenId> ids) const
{
    return Matrix(static_cast<Eigen::Index>(ids.size()), 0);
}

Result<ForwardTrace> StoredAttention::forwardFromInputs(const Matrix &, const ForwardOptions &, const StopToken &) const
{
    return badInput("a file of attention has no weights to run");
}

}  // namespace core
