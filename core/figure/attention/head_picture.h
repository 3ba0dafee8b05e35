#pragma once

#include "core/figure/values/heat_map_figure.h"

#include <string>
#include <vector>

namespace core {

// The ways to look at one head. Every encoder has the first; which others there are depends on its attention.
enum class HeadPicture {
    Attention,         // what enters the product with the values
    Lines,             // the same from token to token, as lines
    Effective,         // Linformer: attention times the projection of the values, over tokens
    KeyProjection,     // Linformer: which positions feed a slot's key
    ValueProjection,   // Linformer: ... and its value
    PairingSymmetric,  // pairwise: the two parts of M
    PairingAntisymmetric,
    Scales,          // shared weights: what makes queries, keys and values of one projection, as curves
    KeepProbability  // learned mask: how likely each gate is open
};

// In the order of their tabs; none for LAMA.
std::vector<HeadPicture> headPictures(const AnalysisSnapshot &snapshot);

// `picture` where the snapshot has it, else attention: another model may have come since it was chosen.
HeadPicture pictureWithin(const AnalysisSnapshot &snapshot, HeadPicture picture);

// Whether its cells are what query tokens pay to key tokens, which cellFigure takes apart. The others show weights, or axes that
// are no tokens.
bool showsTokenPairs(const AnalysisSnapshot &snapshot, HeadPicture picture);

// What the picture's tab says: "Map", "Slots", "E".
std::string headPictureName(const AnalysisSnapshot &snapshot, HeadPicture picture);

// The same spelled out, for a screen reader: "projection of the keys, E".
std::string headPictureFullName(const AnalysisSnapshot &snapshot, HeadPicture picture);
// What one looks at in it, with the formula, and what showing it in units did to it.
std::string headPictureExplanation(const AnalysisSnapshot &snapshot, const DisplayUnits &units, HeadPicture picture);

// The picture as a heat map; empty for lines and curves, and for a picture that the snapshot does not have.
HeatMapFigure headPictureFigure(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units,
                                const ColorOptions &colors, HeadPicture picture);

}  // namespace core
