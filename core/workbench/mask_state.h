#pragma once

#include "core/format/model_files.h"
#include "core/model/mask/attention_mask.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace core {

// Which heads the mask acts on, or which are ablated: by the selection, which they follow, or as they were chosen.
enum class MaskedHeads { Everywhere, Layer, Head, Chosen };
enum class AblatedHeads { None, Head, Layer, Chosen };

// What ablated heads give in place of their output: their means over a file of texts. The file is the choice; the rest is gathered
// from it in the background.
struct GatheredMeans {
    std::filesystem::path texts;             // empty: zero
    std::shared_ptr<const HeadMeans> heads;  // null until they are gathered
    std::filesystem::path model;             // whose heads they are of
    ModelStamp stamp;                        // of its files: read anew, it is another model
    std::vector<std::string> notes;          // on how the file was read and what was cut

    bool operator==(const GatheredMeans &) const = default;
};

// What is chosen as the mask.
struct MaskState {
    std::vector<MaskTerm> terms;  // none: no pair is masked
    bool keepsAny = true;         // a pair that any term keeps is kept; else only what all keep
    MaskMode mode = MaskMode::BeforeSoftmax;
    double strength = 1;
    bool isControl = false;  // as many pairs at random in place of the terms'
    MaskedHeads heads = MaskedHeads::Everywhere;
    AblatedHeads ablated = AblatedHeads::None;
    std::vector<HeadRef> chosen;
    std::optional<HeadRef> fixedOn;  // what takes the place of the selected head, in a mask that was kept
    GatheredMeans means;

    bool operator==(const MaskState &) const = default;
};

// The terms as one pattern.
MaskPattern patternOf(const MaskState &state);

// What of the pairs is asked for in any head that is masked: the terms, or as many at random; without a term everything is kept.
AttentionMask askedPattern(const MaskState &state);

// The heads that were chosen one by one, where that is what the mask acts on; none otherwise.
std::vector<HeadRef> chosenHeads(const MaskState &state);

// Whether this head is chosen, or `asked`, which is what the state comes to, acts on it but not on all.
bool isPickedOut(const MaskState &state, const AttentionMask &asked, HeadRef head);

// The mask for the selected head, whatever a model can do with it. No head is ablated while its means are still to be gathered.
AttentionMask maskOf(const MaskState &state, HeadRef selected);

}  // namespace core
