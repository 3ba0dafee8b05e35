#pragma once

#include "core/pipeline/model_store.h"
#include "ui/session/comparison_session.h"
#include "ui/session/figure_desk.h"
#include "ui/session/messages.h"
#include "ui/session/open_models.h"
#include "ui/views/view_sources.h"

#include <QString>

#include <memory>
#include <span>

class QWidget;

namespace app {

// What the workspaces are made from; each takes of it what it uses.
struct WorkspaceSources {
    ui::ViewSources views;
    ui::OpenModels &models;
    ui::ComparisonSession &comparison;
    ui::Messages &messages;
    ui::FigureDesk &figures;
    std::shared_ptr<core::ModelStore> store;  // of the open models, for sessions of a workspace's own
};

// One page of the window's center. A new workspace is one line in the table.
struct Workspace {
    const char *id;     // on the command line
    const char *title;  // on its tab
    QWidget *(*create)(const WorkspaceSources &sources);
};

std::span<const Workspace> workspaces();

// -1 if there is none of that name; letter case does not matter.
int workspaceIndex(const QString &id);

}  // namespace app
