#pragma once

#include "core/analysis/measures/head_measures.h"
#include "core/figure/attention/head_picture.h"

namespace core {

enum class HeadOrder { Layer, MeasureAscending, MeasureDescending };
enum class FooterPicture { OffsetProfile, Stationary };  // below a head's map

// What is chosen in the Attention workspace for an encoder.
struct AttentionState {
    HeadMeasure cornerMeasure = HeadMeasure::EffectiveRank;  // in the corner of every head's picture
    HeadOrder order = HeadOrder::Layer;                      // of the heads, by that measure
    bool sharesScale = false;                                // the heads' pictures, so that their colors can be compared
    HeadPicture picture = HeadPicture::Attention;
    FooterPicture foot = FooterPicture::OffsetProfile;

    bool operator==(const AttentionState &) const = default;
};

}  // namespace core
