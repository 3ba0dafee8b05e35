#pragma once

#include "core/corpus/words/word_report.h"
#include "core/figure/values/curve_figure.h"

namespace core {

// How the importance of the report's one word is spread in the texts of each class: median between the quartiles, classes below each
// other with how often the word comes.
CurveFigure wordDistributionFigure(const WordReport &report);

}  // namespace core
