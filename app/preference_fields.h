#pragma once

#include "app/preferences.h"

namespace app {

// The one list of fields. `visit` is called with the key and the field of each.

// What the user chose; a settings file has these.
template <typename Fields, typename Visit>
void visitChoices(Fields &preferences, const Visit &visit)
{
    visit("theme", preferences.theme);
    visit("colorMap", preferences.colorMap);
    visit("tokenUnit", preferences.unit);
    visit("figureFolder", preferences.figures.folder);
    visit("figureFormat", preferences.figures.format);
    visit("textSize", preferences.textSize);
    visit("showsModels", preferences.showsModels);
    visit("showsInspector", preferences.showsInspector);
}

// How the window was left and what was open in it, which says nothing on another machine.
template <typename Fields, typename Visit>
void visitTraces(Fields &preferences, const Visit &visit)
{
    visit("lastModel", preferences.lastModel);
    visit("recentModels", preferences.recent.models);
    visit("recentSessions", preferences.recent.sessions);
    visit("windowGeometry", preferences.windowGeometry);
    visit("panelWidths", preferences.panelWidths);
    visit("panelHeights", preferences.panelHeights);
    visit("helpGeometry", preferences.helpGeometry);
}

// An enumeration is stored as the name of its value, in the order of its declaration.
inline QStringList valueNames(ui::ThemeChoice)
{
    return {"system", "light", "dark", "highContrast", "darkHighContrast"};
}
inline QStringList valueNames(core::TokenUnit)
{
    return {"subWord", "word"};
}

}  // namespace app
