#pragma once

#include "app/recent_files.h"
#include "core/workbench/display_state.h"
#include "ui/session/figure_desk.h"
#include "ui/theme/application_theme.h"

#include <QByteArray>
#include <QString>

class QSettings;

namespace app {

// What is remembered from one run to the next.
struct Preferences {
    ui::ThemeChoice theme = ui::ThemeChoice::System;
    QString colorMap = QString::fromStdString(core::DisplayState().colorMap);
    core::TokenUnit unit = core::TokenUnit::SubWord;
    QString lastModel;
    RecentFiles recent;
    QByteArray windowGeometry;
    QByteArray panelWidths;
    QByteArray panelHeights;
    QByteArray helpGeometry;  // of the help window
    ui::SaveHabits figures;
    int textSize = 100;  // of the usual size, in percent
    bool showsModels = true;
    bool showsInspector = true;

    bool operator==(const Preferences &) const = default;
};

// What is missing or makes no sense keeps its default.
Preferences loadPreferences(const QSettings &settings);
void savePreferences(const Preferences &preferences, QSettings &settings);

}  // namespace app
