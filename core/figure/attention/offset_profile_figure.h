#pragma once

#include "core/figure/values/bar_figure.h"
#include "core/figure/values/snapshot_maps.h"

#include <string>
#include <vector>

namespace core {

// How far a head looks: its mean attention to the token `offset` places after the query (before it where negative).
struct OffsetProfileFigure {
    std::string title;
    std::string explanation;
    int reach = 0;              // offsets -reach ... reach
    std::vector<double> means;  // 2 reach + 1 of them

    bool isEmpty() const { return means.empty(); }
    double at(int offset) const { return means[static_cast<std::size_t>(offset + reach)]; }
};

constexpr int furthestOffset = 12;

OffsetProfileFigure offsetProfileFigure(const AnalysisSnapshot &snapshot, HeadRef head, const DisplayUnits &units);

// One column for each offset, every few of them named: "−4", "0", "+4". `isMasked` where the numbers are of the text without its mask.
BarFigure offsetBars(const OffsetProfileFigure &figure, bool isMasked);

std::string printFigure(const OffsetProfileFigure &figure);

}  // namespace core
