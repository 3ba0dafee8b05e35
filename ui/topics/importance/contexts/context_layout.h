#pragma once

#include "ui/theme/figure_style.h"
#include "ui/topics/importance/contexts/concordance_model.h"

#include <QRectF>

#include <cstddef>
#include <vector>

namespace ui {

// A word of a line of a concordance where it is drawn.
struct PlacedWord {
    std::size_t word = 0;
    QRectF box;
};

// The words of a line that touch `rect`. The one that is looked for begins at the same place in every line, with what was written before
// it on the side where its script has it: in Hebrew and Arabic at the right.
std::vector<PlacedWord> layOutContext(const ConcordanceModel::Line &line, const QRectF &rect, const FigureStyle &style);

}  // namespace ui
