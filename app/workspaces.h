#pragma once

#include "ui/views/view_sources.h"

#include <QString>

#include <span>

class QWidget;

namespace app {

// One page of the window's center. A new workspace is one line in the table.
struct Workspace {
    const char *id;     // on the command line
    const char *title;  // on its tab
    QWidget *(*create)(const ui::ViewSources &sources);
};

std::span<const Workspace> workspaces();

// -1 if there is none of that name; letter case does not matter.
int workspaceIndex(const QString &id);

}  // namespace app
