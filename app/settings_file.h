#pragma once

#include "app/preferences.h"
#include "core/base/result.h"

#include <string>
#include <string_view>

namespace app {

// The choices of the preferences as a file: one JSON object with the version of its keys under "settings" (resources/help/files.md,
// Settings). Sizes of windows, what was opened last and whatever else says nothing on another machine are not in it.
std::string settingsText(const Preferences &preferences);

// The present preferences with the choices of the text; those that it does not name stay. Refuses what is no settings file, one of a
// later version, unknown keys and values that are none of a choice.
core::Result<Preferences> readSettings(std::string_view text, const Preferences &present);

// Every choice and the widths of the panels as at the first start; what was opened last and the windows' sizes stay.
Preferences resetPreferences(const Preferences &present);

}  // namespace app
