#include "core/format/mechanism/attention_mechanism.h"

#include "core/format/mechanism/linear_mechanism.h"
#include "core/format/mechanism/linformer_mechanism.h"
#include "core/format/mechanism/pairwise_mechanism.h"
#include "core/format/mechanism/shared_mechanism.h"
#include "core/format/mechanism/standard_mechanism.h"
#include "core/format/mechanism/stored_mechanism.h"
#include "core/format/mechanism/symmetric_mechanism.h"
#include "core/format/tensor_table_writer.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace core {
namespace {

constexpr std::array mechanisms{
    &standardMechanism,  &symmetricMechanism, &pairwiseMechanism,     &sharedMechanism,
    &linformerMechanism, &efficientMechanism, &contextFirstMechanism,
};

}  // namespace

std::span<const AttentionMechanism *const> attentionMechanisms()
{
    return mechanisms;
}

const AttentionMechanism &mechanismOf(const AttentionConfig &attention)
{
    if (attention.kind == AttentionKind::Stored)
        return storedMechanism;
    const auto found = std::ranges::find_if(mechanisms, [&attention](const AttentionMechanism *mechanism) {
        return mechanism->kind == attention.kind && mechanism->variant == attention.variant;
    });
    assert(found != mechanisms.end() && "the config parser lets only described kinds through");
    return **found;
}

MapShapes pairShapes(const ModelConfig &, std::size_t tokens)
{
    const MapShape pairs{tokens, tokens};
    return {.scores = pairs, .attention = pairs, .effective = {}, .unkept = pairs};
}

std::int64_t headWidths(const ModelConfig &config)
{
    return std::int64_t(config.heads) * config.headSize;
}

void writeProjections(const TensorTableWriter &self, const ModelConfig &config, std::initializer_list<const char *> names)
{
    for (const char *name : names)
        self.linear(name, headWidths(config), config.hiddenSize);
}

}  // namespace core
