#pragma once

#include "core/figure/values/heat_map_figure.h"
#include "core/format/mechanism/head_picture_kind.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// Where the window shows a picture: on a map of cells, as lines between tokens, as curves.
enum class PictureForm { Map, Lines, Curves };

// One way to look at a head. Which of them a kind of attention has is in its AttentionMechanism.
struct HeadPictureDescription {
    HeadPicture picture;
    std::string_view id;   // as in session files
    std::string_view tab;  // what its tab is called among the window's objects
    PictureForm form;
    // Whether this snapshot has it too, beyond its kind of attention; null: it has.
    bool (*isThere)(const AnalysisSnapshot &snapshot);
    // Whether its cells are what query tokens pay to key tokens.
    bool (*showsTokenPairs)(const AnalysisSnapshot &snapshot);
    std::string (*name)(const AnalysisSnapshot &snapshot);
    std::string (*fullName)(const AnalysisSnapshot &snapshot);
    std::string (*explanation)(const AnalysisSnapshot &snapshot, const DisplayUnits &units);
    // Null for a form that is no map.
    HeatMapFigure (*figure)(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units,
                            const ColorOptions &colors);
};

// In the order of HeadPicture.
std::span<const HeadPictureDescription> headPictureDescriptions();
const HeadPictureDescription &describe(HeadPicture picture);

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
