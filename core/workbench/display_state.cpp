#include "core/workbench/display_state.h"

namespace core {

DisplayOptions displayOptions(const DisplayState &state)
{
    return {.mergesWords = state.unit == TokenUnit::Word, .specialTokens = state.specialTokens};
}

ColorOptions colorOptions(const DisplayState &state)
{
    return {.colorMap = state.colorMap, .gamma = state.gamma};
}

}  // namespace core
