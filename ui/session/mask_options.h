#pragma once

#include "core/format/model_folder.h"
#include "core/model/mask/attention_mask.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace ui {

// Which heads the mask acts on, or which are ablated: by the selection, which they follow, or as they were chosen.
enum class MaskedHeads { Everywhere, Layer, Head, Chosen };
enum class AblatedHeads { None, Head, Layer, Chosen };

// What ablated heads give in place of their output.
struct GatheredMeans {
    std::shared_ptr<const core::HeadMeans> heads;  // null: zero
    std::filesystem::path model;                   // whose heads they are of
    core::ModelStamp stamp;                        // of its files: read anew, it is another model
    std::filesystem::path texts;                   // over which file
    std::vector<std::string> notes;                // on how it was read and what was cut

    bool operator==(const GatheredMeans &) const = default;
};

// What the Masks workspace is set to.
struct MaskOptions {
    std::vector<core::MaskTerm> terms;  // none: no pair is masked
    bool keepsAny = true;               // a pair that any term keeps is kept; else only what all keep
    core::MaskMode mode = core::MaskMode::BeforeSoftmax;
    double strength = 1;
    bool isControl = false;  // as many pairs at random in place of the terms'
    MaskedHeads heads = MaskedHeads::Everywhere;
    AblatedHeads ablated = AblatedHeads::None;
    std::vector<core::HeadRef> chosen;
    GatheredMeans means;
    int gesture = 0;  // counts strokes, choices and drags of a slider: all changes within one are one step of undo

    core::AttentionMask mask;  // what all of it comes to for the shown model and head; what the request carries

    bool operator==(const MaskOptions &) const = default;
};

// The terms as one pattern.
core::MaskPattern patternOf(const MaskOptions &options);

// What of the pairs is asked for in any head that is masked: the terms, or as many at random; without a term everything is kept.
core::AttentionMask askedPattern(const MaskOptions &options);

// The heads that were chosen one by one, where that is what the mask acts on; none otherwise.
std::vector<core::HeadRef> chosenHeads(const MaskOptions &options);

// Whether the mask or the ablation acts on this head but not on all, or is going to once there is a mask.
bool isPickedOut(const MaskOptions &options, core::HeadRef head);

// The mask for the selected head, whatever a model can do with it.
core::AttentionMask maskOf(const MaskOptions &options, core::HeadRef selected);

}  // namespace ui
