#pragma once

#include "core/analysis/importance/word_importance.h"
#include "core/figure/values/display_units.h"
#include "core/figure/values/heat_map_figure.h"

#include <string>

namespace core {

enum class TokenUnit { SubWord, Word };

// How every topic shows tokens and colors.
struct DisplayState {
    TokenUnit unit = TokenUnit::SubWord;
    SpecialTokenMode specialTokens = SpecialTokenMode::Show;
    ImportanceMeasure importance = ImportanceMeasure::AttentionReceived;  // of the tokens in the sentence bar
    std::string colorMap = "blues";                                       // of sequential scales
    double gamma = 0.6;

    bool operator==(const DisplayState &) const = default;
};

// The same in the words of the figures.
DisplayOptions displayOptions(const DisplayState &state);
ColorOptions colorOptions(const DisplayState &state);

}  // namespace core
