#pragma once

#include "core/analysis/spectra/spectrum_quantities.h"
#include "core/figure/comparison/comparison_slots.h"
#include "core/figure/values/curve_figure.h"

namespace core {

// Head sizes compared: what models' heads say of a text or a corpus, over the size of the heads, and how well the models were
// trained beside it (the figures that the low-rank bottleneck asks for; resources/help/measures.md, Head sizes compared).

struct ComparisonOptions {
    ComparisonAxis axis = ComparisonAxis::HeadSize;
    SpectrumQuantity quantity;
    int lengthGroup = 0;  // only texts of this group of lengths, see lengthGroup(); 0: all

    bool operator==(const ComparisonOptions &) const = default;
};

struct ComparisonFigure {
    CurveFigure curves;
    std::vector<int> models;  // of every curve the model whose heads are its points, layer by layer; -1: none
    std::string leftOut;      // which models are not drawn and why, in one sentence; empty where all are
};

// A point for each head, at the mean over the texts; a mark at the median of a model's heads; a line through the medians of a
// family. Heads that split the width are circles on a solid line, heads of a fixed size diamonds on a dashed one.
ComparisonFigure comparisonFigure(const ModelComparison &comparison, const ComparisonOptions &options);

// The held-out loss that the models' folders state, or the accuracy where they do not all have a loss on the same data; along the
// same axis. Absent where they state it of different tasks: an accuracy of masked pieces is none of classes.
CurveFigure trainedFigure(const ModelComparison &comparison, ComparisonAxis axis);

// The median over a model's heads, or over those of one layer, of their means over the texts; NaN without any.
double medianOverHeads(const ComparedModel &compared, const ComparisonOptions &options,
                       std::optional<LayerIndex> layer = std::nullopt);

// "loss 5.09", "accuracy 0.818"; empty where the folder states neither.
std::string trainedText(const LoadedModel &model);

}  // namespace core
