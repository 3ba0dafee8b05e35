#pragma once

#include "core/figure/values/heat_map_figure.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace core {

enum class HeadSorting { ByLayer, Ascending, Descending };

struct HeadGridOptions {
    HeadMeasure measure = HeadMeasure::EffectiveRank;
    HeadSorting sorting = HeadSorting::ByLayer;
    bool showsEffective = false;  // as in ThumbnailOptions: what the pictures show
    bool sharesScale = false;     // the pictures, see sharedScale

    bool operator==(const HeadGridOptions &) const = default;
};

struct HeadGridCell {
    HeadRef head;
    std::string label;   // "L4 H7"
    double value = 0;    // the chosen measure; NaN where it is not defined
    std::string number;  // the same, as printed
};

// What each head's picture shows, cell by cell, in the order of the cells.
struct HeadMaps {
    FigureAxis rows;
    FigureAxis columns;
    std::vector<Matrix> values;
};

// All heads of a model in the order they are shown: layers x heads, or one flowing list sorted by the measure.
struct HeadGridFigure {
    std::string title;
    std::string explanation;
    std::string measureName;
    std::string measureFormula;
    HeadLayout layout;
    bool isMatrix = true;  // rows are layers, columns are heads
    std::vector<HeadGridCell> cells;
    std::shared_ptr<const HeadMaps> maps = {};  // of tables; none on the screen
    std::vector<IndexImage> thumbnails = {};    // one for each cell; none until somebody knows how large they get
    std::string colorMap = "blues";             // of the thumbnails
    std::optional<ColorScale> scale = {};       // that all thumbnails share; none: each has its own
    std::string valueName = {};                 // what the shared scale measures: "attention"
    bool hasColorBar = true;                    // of the shared scale
};

// The measures that at least one head of the snapshot has, in the order of their descriptions; all of them before there is one.
std::vector<HeadMeasure> measuresToOffer(const AnalysisSnapshot *snapshot);
// `chosen` where the snapshot has it, else the first that it has: another model may have come since it was chosen.
HeadMeasure measureWithin(const AnalysisSnapshot &snapshot, HeadMeasure chosen);

HeadGridFigure headGridFigure(const AnalysisSnapshot &snapshot, const HeadGridOptions &options);

struct ThumbnailOptions {
    int width = 0;  // pixels
    int height = 0;
    double gamma = 1;
    bool showsEffective = false;  // Linformer's signed map over tokens, where there is one, in place of its attention
    std::optional<ColorScale> scale = {};  // none: the head's own, up to its largest pixel
};

// Of the pictures of all heads, so that their colors can be compared: from zero to the largest pixel of any of them, or to the
// largest cell where no size is given; for the signed effective map as far to both sides of zero.
ColorScale sharedScale(const AnalysisSnapshot &snapshot, const DisplayUnits &units, const ThumbnailOptions &options);

// A map as an image of color indices, each pixel the mean of the area it covers; from zero to the largest pixel, and for the
// signed effective map as far to both sides of zero. Empty where the head has no map.
IndexImage headThumbnail(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units,
                         const ThumbnailOptions &options);
IndexImage mapThumbnail(const MatrixView &map, const ThumbnailOptions &options);

// "each pixel: mean of up to 3 × 3 cells", where cells share pixels; empty where each has one of its own.
std::string thumbnailNote(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units,
                          const ThumbnailOptions &options);

// "L4 H7" and one line per measure that is defined, for a tooltip.
std::string headSummary(const AnalysisSnapshot &snapshot, HeadRef head);

std::string printFigure(const HeadGridFigure &figure);

}  // namespace core
