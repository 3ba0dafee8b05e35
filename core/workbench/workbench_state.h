#pragma once

#include "core/workbench/attention_state.h"
#include "core/workbench/display_state.h"
#include "core/workbench/figures_state.h"
#include "core/workbench/importance_state.h"
#include "core/workbench/lama_state.h"
#include "core/workbench/masks_state.h"
#include "core/workbench/pinned_prediction.h"
#include "core/workbench/place.h"
#include "core/workbench/rank_state.h"
#include "core/workbench/selected_cell.h"
#include "core/workbench/texts_state.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace core {

// Everything that the user chose, and nothing that follows from it: what undo goes back to and what a session file keeps. The
// window's own shape, panels and theme are no part of it.
struct WorkbenchState {
    std::string text;                               // UTF-8
    std::vector<std::filesystem::path> openModels;  // in the order of the list, the shown one among them
    std::filesystem::path shownModel;               // empty: none yet
    Place place;
    SelectedCell selected;
    std::optional<PinnedPrediction> pinned;
    DisplayState display;
    AttentionState attention;
    LamaState lama;
    RankState rank;
    MasksState masks;
    ImportanceState importance;
    FiguresState figures;
    TextsState texts;
    std::string unknownSettings;  // a JSON object: what a session file of a later version has besides, kept for that version

    bool operator==(const WorkbenchState &) const = default;
};

}  // namespace core
