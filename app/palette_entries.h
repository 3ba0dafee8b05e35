#pragma once

#include "ui/panels/command_palette.h"
#include "ui/session/open_models.h"
#include "ui/views/view_sources.h"

#include <QString>

#include <functional>
#include <vector>

namespace ui {
class TokenStripView;
}

namespace app {

class Actions;

// What the command palette offers, each kind in the order in which the window has it.

// Every action that is enabled, by its menu and key.
std::vector<ui::PaletteEntry> actionEntries(const Actions &actions);
// The pages inside workspaces: "Rank › Weights".
std::vector<ui::PaletteEntry> pageEntries(ui::Workbench &workbench);
std::vector<ui::PaletteEntry> modelEntries(ui::OpenModels &models);
// "L7 H3"; none before there is an answer.
std::vector<ui::PaletteEntry> headEntries(const ui::ViewSources &sources);
// The shown tokens or words; choosing one locks it in the strip.
std::vector<ui::PaletteEntry> tokenEntries(const ui::ViewSources &sources, ui::TokenStripView &strip);
// The headings of the help pages. `show` is given an address, "measures.md#effective-rank".
std::vector<ui::PaletteEntry> helpEntries(const std::function<void(const QString &address)> &show);

}  // namespace app
