#pragma once

#include "core/base/indices.h"
#include "core/base/matrix.h"
#include "core/base/result.h"
#include "core/format/model_config.h"
#include "core/model/mask/mask_pattern.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace core {

// Which heads something is done to: everywhere, or whole layers and single heads.
struct HeadScope {
    bool everywhere = true;
    std::vector<LayerIndex> layers = {};  // all heads of these
    std::vector<HeadRef> heads = {};

    static HeadScope none() { return {.everywhere = false}; }
    bool isEmpty() const { return !everywhere && layers.empty() && heads.empty(); }
    bool contains(HeadRef head) const;
    bool operator==(const HeadScope &) const = default;
};

// Where masked pairs lose their attention, and where a head becomes uniform (resources/help/masks.md, How a mask acts).
enum class MaskMode {
    BeforeSoftmax,  // score + log(1 - strength): what is left of the row is shared out anew. Uniform: score * (1 - strength)
    AfterSoftmax  // attention times 1 - strength: the row sums to less than 1. Uniform: the rest of it goes to all keys alike
};

// One matrix for each layer, heads x head size: the mean output of every head over a corpus. LAMA: one, m x 2*hidden.
using HeadMeans = std::vector<Matrix>;

// Heads whose output is replaced before the output projection reads it: by zero, or by its mean where that is given.
struct HeadAblation {
    HeadScope scope = HeadScope::none();
    bool usesMeans = false;
    std::shared_ptr<const HeadMeans> means = {};  // needed by a pass that uses them

    bool isActive() const { return !scope.isEmpty(); }
    bool operator==(const HeadAblation &other) const;
};

// Everything that a pass can be asked to leave out of its attention, as one comparable value.
struct AttentionMask {
    // In place of the mask the model was trained with, for the heads of the scope; none: every head keeps its own.
    std::optional<MaskPattern> pattern = {};
    MaskMode mode = MaskMode::BeforeSoftmax;
    double strength = 1;  // 0 ... 1: how much of a masked pair is taken away
    HeadScope scope = {};
    std::optional<std::uint32_t> controlSeed = {};  // in place of the pattern as many pairs drawn at random (randomControl)
    HeadAblation ablation = {};

    bool masksPairs() const { return pattern && !scope.isEmpty(); }
    bool isActive() const { return masksPairs() || ablation.isActive(); }
    bool operator==(const AttentionMask &) const = default;
};

// Layers before this one are the same with and without the mask; `layers` where it changes none.
LayerIndex firstMaskedLayer(const AttentionMask &mask, int layers);

// What of a mask is defined for a kind of attention.
struct MaskSupport {
    bool pairs = true;       // pairs of query and key can be masked
    bool uniform = true;     // its heads can weigh everything that they attend to the same
    bool ablation = true;    // heads can be ablated
    std::string_view why{};  // one sentence where either cannot
};

MaskSupport maskSupport(const ModelConfig &config);

// Refuses a mask that the model has no meaning for, with one sentence: pairs where there are none, heads that it does not have,
// learned gates or means that are missing.
Result<void> checkMask(const AttentionMask &mask, const ModelConfig &config, bool hasLearnedGates);

// The heads of a layer that the mask makes uniform.
std::vector<int> uniformHeads(const AttentionMask &mask, LayerIndex layer, int heads);

// What the mask asks for in place of the model's own: of its pattern, or as many at random; keeps everything where it masks no pairs.
PairMask askedPairs(const AttentionMask &mask, const PatternInput &input);

// A mask as one layer of one pass applies it.
struct LayerMask {
    PairMask kept;       // other pairs get no attention before the softmax
    PairMask unweighed;  // other pairs are weighed by `factor`; keeps everything where there is nothing to weigh
    MaskMode mode = MaskMode::BeforeSoftmax;
    float factor = 1;               // 1 - strength
    std::vector<int> uniform;       // heads of the layer that weigh every key the same, but for the factor
    std::vector<int> ablated;       // heads of the layer
    const Matrix *means = nullptr;  // H x dh, what the ablated give instead; null: zero
};

// The mask over a number of tokens, worked out once for all layers of a pass. Borrows the mask.
class MaskPlan
{
public:
    // `trained` is the model's own mask over these tokens.
    MaskPlan(const AttentionMask &mask, const PatternInput &input, PairMask trained);

    LayerMask of(LayerIndex layer) const;

    // Share of the attention's pairs that a model of so many layers loses, 0 ... 1: of all that its architecture has, over all heads of
    // all layers, those out of the scope with the mask they were trained with. A pair that is masked in part counts as that part.
    double sparsity(int layers) const;

private:
    // For each head of the layer one of the two masks.
    PairMask chosen(LayerIndex layer, const PairMask &inScope, const PairMask &outside) const;

    const AttentionMask &m_mask;
    int m_tokens;
    int m_heads;
    FixedPairs m_fixed;
    PairMask m_trained;
    PairMask m_asked;
};

// Replaces the outputs of the ablated heads in context, rows x (heads side by side).
void ablate(const LayerMask &mask, int headSize, Matrix &context);

}  // namespace core
