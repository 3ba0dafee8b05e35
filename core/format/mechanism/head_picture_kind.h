#pragma once

namespace core {

// The ways to look at one head. Each is described and drawn in core/figure/attention/head_picture.h.
enum class HeadPicture {
    Attention,         // what enters the product with the values
    Lines,             // the same from token to token, as lines
    Effective,         // attention times the projection of the values, over tokens
    KeyProjection,     // which positions feed a slot's key
    ValueProjection,   // ... and its value
    PairingSymmetric,  // the two parts of M
    PairingAntisymmetric,
    Scales,          // what makes queries, keys and values of one projection, as curves
    KeepProbability  // learned mask: how likely each gate is open
};

}  // namespace core
